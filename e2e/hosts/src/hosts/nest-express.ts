import type { Host } from '../host.js';
import { createExpressApp, useSessions } from '../nest/express-app.js';
import { listen } from '../nest/listen.js';
import { RememberMeController } from '../nest/remember-me.controller.js';
import { SessionKeeper } from '../nest/session.keeper.js';
import { GUARDED, STEP_UP } from '../parts/routes.js';

/** Nest on Express, with sessions of express-session. */
export const host: Host = {
  name: 'nest-express',
  carrier: 'cookie',
  guarded: GUARDED,
  stepUp: STEP_UP,
  async start(parts) {
    const app = await createExpressApp(parts, {
      keeper: new SessionKeeper(parts),
      controllers: [RememberMeController],
    });
    useSessions(app, parts);
    return listen(app, parts);
  },
};
