import type { Host } from '../host.js';
import { EventsController } from '../nest/events.controller.js';
import { createExpressApp, sessionChain } from '../nest/express-app.js';
import { listen } from '../nest/listen.js';
import { RememberMeController } from '../nest/remember-me.controller.js';
import { SessionKeeper } from '../nest/session.keeper.js';
import { GUARDED, STEP_UP } from '../parts/routes.js';

/** Nest on Express, with sessions of express-session, and server-sent events. */
export const host: Host = {
  name: 'nest-express',
  carrier: 'cookie',
  guarded: GUARDED,
  stepUp: STEP_UP,
  doors: { sse: '/events' },
  async start(parts) {
    const app = await createExpressApp(parts, {
      keeper: new SessionKeeper(parts),
      controllers: [RememberMeController, EventsController],
    });
    app.use(...sessionChain(parts));
    return listen(app, parts);
  },
};
