import { WsAdapter } from '@nestjs/platform-ws';
import type { Host } from '../host.js';
import { createExpressApp, sessionChain } from '../nest/express-app.js';
import { listen } from '../nest/listen.js';
import { RememberMeController } from '../nest/remember-me.controller.js';
import { SessionKeeper } from '../nest/session.keeper.js';
import { restoreSession } from '../nest/ws/restore-session.js';
import { RESTORE_SESSION, StockGateway } from '../nest/ws/stock.gateway.js';
import { GUARDED, STEP_UP } from '../parts/routes.js';

/** Nest on Express with a gateway of `ws`: a handshake and each of its messages are behind the second step. */
export const host: Host = {
  name: 'nest-ws',
  carrier: 'cookie',
  guarded: GUARDED,
  stepUp: STEP_UP,
  doors: { ws: '/ws' },
  async start(parts) {
    const chain = sessionChain(parts);
    const app = await createExpressApp(parts, {
      keeper: new SessionKeeper(parts),
      controllers: [RememberMeController],
      providers: [StockGateway, { provide: RESTORE_SESSION, useValue: restoreSession(parts, chain as never) }],
    });
    app.use(...chain);
    app.useWebSocketAdapter(new WsAdapter(app));
    return listen(app, parts);
  },
};
