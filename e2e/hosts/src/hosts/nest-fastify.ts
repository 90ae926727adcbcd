import type { Host } from '../host.js';
import { createFastifyApp, useFastifySessions } from '../nest/fastify-app.js';
import { listen } from '../nest/listen.js';
import { RememberMeController } from '../nest/remember-me.controller.js';
import { SessionKeeper } from '../nest/session.keeper.js';
import { GUARDED, STEP_UP } from '../parts/routes.js';

/** Nest on Fastify, with sessions of @fastify/session. */
export const host: Host = {
  name: 'nest-fastify',
  carrier: 'cookie',
  guarded: GUARDED,
  stepUp: STEP_UP,
  async start(parts) {
    const app = await createFastifyApp(parts, {
      keeper: new SessionKeeper(parts),
      controllers: [RememberMeController],
    });
    await useFastifySessions(app, parts);
    return listen(app, parts);
  },
};
