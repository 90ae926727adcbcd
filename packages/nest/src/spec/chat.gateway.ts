import { type IncomingMessage, ServerResponse } from 'node:http';
import type { SecondFactorError } from '@countersign/core';
import { errorBody } from '@countersign/http';
import { type ExecutionContext, Inject, Injectable, UseGuards } from '@nestjs/common';
import { MessageBody, SubscribeMessage, WebSocketGateway, WsException } from '@nestjs/websockets';
import type { Store } from 'express-session';
import type { WebSocket } from 'ws';
import { Approval, SecondFactorGuard, SkipSecondFactor, StepUp } from '../index.js';
import { Accounts } from './accounts.js';
import { runChain, sessionChain } from './host.sessions.js';

/** Where the host keeps its sessions: its gateway reads them too. */
export const SESSIONS = Symbol('SESSIONS');

/** What a client waits for before the gateway looks who it is. */
export const doorstep: { free: Promise<void> } = { free: Promise.resolve() };

type Client = WebSocket & { request?: IncomingMessage };

/** The guard as a host with a gateway has it: its clients learn why they are refused. */
@Injectable()
export class SocketGuard extends SecondFactorGuard {
  protected override createException(_: ExecutionContext, error: SecondFactorError): Error {
    return new WsException(errorBody(error));
  }
}

/** A gateway that asks each client who it is when it connects, and lets in whoever there is. */
@UseGuards(SocketGuard)
@WebSocketGateway()
export class ChatGateway {
  constructor(
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(SESSIONS) private readonly sessions: Store,
  ) {}

  async handleConnection(client: Client, request: IncomingMessage): Promise<void> {
    await doorstep.free;
    await runChain(sessionChain(this.accounts, this.sessions), request, new ServerResponse(request));
    client.request = request;
    client.send(JSON.stringify({ event: 'known' }));
  }

  @SubscribeMessage('chat.send')
  send(@MessageBody() text: string): object {
    return { event: 'sent', data: text };
  }

  @StepUp({ maxAgeSeconds: 60 })
  @SubscribeMessage('chat.clear')
  clear(): object {
    return { event: 'cleared' };
  }

  @Approval({ action: 'chat.wipe' })
  @SubscribeMessage('chat.wipe')
  wipe(): object {
    return { event: 'wiped' };
  }

  @SkipSecondFactor()
  @SubscribeMessage('ping')
  ping(): object {
    return { event: 'pong' };
  }
}

/** A gateway that sends of itself: it lets nobody stay who has not taken the second step. Its guard is a plain one. */
@UseGuards(SecondFactorGuard)
@WebSocketGateway({ path: '/ticker' })
export class TickerGateway {
  constructor(
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(SESSIONS) private readonly sessions: Store,
    @Inject(SecondFactorGuard) private readonly guard: SecondFactorGuard,
  ) {}

  async handleConnection(client: Client, request: IncomingMessage): Promise<void> {
    await runChain(sessionChain(this.accounts, this.sessions), request, new ServerResponse(request));
    if (await this.guard.admits(request)) client.send(JSON.stringify({ event: 'tick' }));
    else client.close(4401, 'second_factor_required');
  }

  @SubscribeMessage('stop')
  stop(): object {
    return { event: 'stopped' };
  }
}
