import type { IncomingMessage } from 'node:http';
import { SecondFactorGuard } from '@countersign/nest';
import { Inject, UseGuards } from '@nestjs/common';
import { SubscribeMessage, WebSocketGateway } from '@nestjs/websockets';
import type { WebSocket } from 'ws';
import { PRODUCTS } from '../../parts/products.js';

/** Runs the host's sessions and Passport on the request of a handshake, which no middleware has seen. */
export type RestoreSession = (request: IncomingMessage) => Promise<void>;

/** The token of {@link RestoreSession}. */
export const RESTORE_SESSION = Symbol('RESTORE_SESSION');

type Client = WebSocket & { request?: IncomingMessage };

/** Tells the stock over a socket: to whom the guard admits at the handshake, and asks again for each message. */
@UseGuards(SecondFactorGuard)
@WebSocketGateway({ path: '/ws' })
export class StockGateway {
  constructor(
    @Inject(SecondFactorGuard) private readonly guard: SecondFactorGuard,
    @Inject(RESTORE_SESSION) private readonly restore: RestoreSession,
  ) {}

  async handleConnection(client: Client, request: IncomingMessage): Promise<void> {
    await this.restore(request);
    client.request = request;
    if (await this.guard.admits(request as never)) client.send('{"event":"welcome"}');
    else client.close(4401, 'second_factor_required');
  }

  @SubscribeMessage('stock')
  stock(): object {
    return { event: 'stock', data: PRODUCTS };
  }
}
