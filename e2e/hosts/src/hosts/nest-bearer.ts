import type { Host } from '../host.js';
import { createExpressApp } from '../nest/express-app.js';
import { listen } from '../nest/listen.js';
import { TokenController } from '../nest/token.controller.js';
import { TokenKeeper } from '../nest/token.keeper.js';
import { corsSettings } from '../parts/cors.js';
import { GUARDED, STEP_UP } from '../parts/routes.js';
import { startSpa } from '../parts/spa.js';
import { tokenAnswer } from '../tokens/token-answer.js';

/** Nest on Express without sessions: an API with access tokens, and a single-page app at another origin. */
export const host: Host = {
  name: 'nest-bearer',
  carrier: 'bearer',
  guarded: GUARDED,
  stepUp: STEP_UP,
  async start(parts) {
    const keeper = new TokenKeeper(parts);
    const app = await createExpressApp(parts, {
      keeper,
      controllers: [TokenController],
      completeSignIn: (_, assurance) => tokenAnswer(keeper.issuer, assurance),
    });
    if (parts.settings.spaOrigin !== undefined) app.enableCors(corsSettings(parts.settings));
    const spa = startSpa(parts);
    const running = await listen(app, parts);
    return { close: () => running.close().finally(() => spa?.close()) };
  },
};
