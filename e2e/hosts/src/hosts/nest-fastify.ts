import type { Host } from '../host.js';
import { EventsController } from '../nest/events.controller.js';
import { createFastifyApp, useFastifySessions } from '../nest/fastify-app.js';
import { listen } from '../nest/listen.js';
import { RememberMeController } from '../nest/remember-me.controller.js';
import { SessionKeeper } from '../nest/session.keeper.js';
import { GUARDED, STEP_UP } from '../parts/routes.js';

/** Nest on Fastify, with sessions of @fastify/session, and server-sent events. */
export const host: Host = {
  name: 'nest-fastify',
  carrier: 'cookie',
  guarded: GUARDED,
  stepUp: STEP_UP,
  doors: { sse: '/events' },
  async start(parts) {
    const app = await createFastifyApp(parts, {
      keeper: new SessionKeeper(parts),
      controllers: [RememberMeController, EventsController],
    });
    await useFastifySessions(app, parts);
    return listen(app, parts);
  },
};
