import type { Host } from '../host.js';
import { createFastifyApp } from '../nest/fastify-app.js';
import { listen } from '../nest/listen.js';
import { TokenController } from '../nest/token.controller.js';
import { TokenKeeper } from '../nest/token.keeper.js';
import { GUARDED, STEP_UP } from '../parts/routes.js';
import { tokenAnswer } from '../tokens/token-answer.js';

/** Nest on Fastify without sessions: access tokens, and no plugin of Fastify's. */
export const host: Host = {
  name: 'nest-fastify-bearer',
  carrier: 'bearer',
  guarded: GUARDED,
  stepUp: STEP_UP,
  async start(parts) {
    const keeper = new TokenKeeper(parts);
    const app = await createFastifyApp(parts, {
      keeper,
      controllers: [TokenController],
      completeSignIn: (_, assurance) => tokenAnswer(keeper.issuer, assurance),
    });
    return listen(app, parts);
  },
};
