import { StoreUnavailable } from '@countersign/core';
import type { Visitor } from '@countersign/support';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { WsAdapter } from '@nestjs/platform-ws';
import session from 'express-session';
import { WebSocket } from 'ws';
import { OpenRoutes } from './index.js';
import { ChatGateway, doorstep, SESSIONS, TickerGateway } from './spec/chat.gateway.js';
import { type Host, startHost } from './spec/host.js';
import { enterPassword, signIn, visit } from './spec/walk.js';

const sessions = new session.MemoryStore();
const clients: WebSocket[] = [];
let host: Host;
beforeAll(async () => {
  host = await startHost({
    sessions,
    // None is global: what is tested is what the gateways name.
    guards: [],
    providers: [{ provide: SESSIONS, useValue: sessions }, ChatGateway, TickerGateway],
    prepare: (app) => void app.useWebSocketAdapter(new WsAdapter(app)),
  });
});
afterAll(() => host.app.close());
afterEach(() => {
  host.policy = 'required';
  for (const client of clients.splice(0)) client.terminate();
});

/** What comes back, one after another; the code where the connection is closed. */
function connect({ jar }: Visitor, path = '/'): { client: WebSocket; next: () => Promise<unknown> } {
  const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  const client = new WebSocket(host.url.replace('http', 'ws') + path, { headers: { cookie } });
  clients.push(client);
  const got: unknown[] = [];
  const waiting: ((value: unknown) => void)[] = [];
  const take = (value: unknown) => (waiting.shift() ?? ((late) => got.push(late)))(value);
  client.on('message', (data) => take(JSON.parse(String(data))));
  client.on('close', (code) => take(code));
  return {
    client,
    next: () => (got.length > 0 ? Promise.resolve(got.shift()) : new Promise((resolve) => waiting.push(resolve))),
  };
}

/** Sends a message once the gateway knows who is there, and gives its answer. */
async function answerTo(visitor: Visitor, event: string, data: unknown = null): Promise<unknown> {
  const { client, next } = connect(visitor);
  expect(await next()).toEqual({ event: 'known' });
  client.send(JSON.stringify({ event, data }));
  return next();
}

const refusal = (data: object) => ({ event: 'exception', data: expect.objectContaining(data) });
const REQUIRED = refusal({ statusCode: 401, errorCode: 'second_factor_required', next: '/2fa' });

async function passwordOnly(): Promise<Visitor> {
  host.policy = 'off';
  const visitor = await enterPassword(host, visit(host), 'bob');
  host.policy = 'required';
  return visitor;
}

describe('a gateway’s message (R42)', () => {
  test('reaches its handler from who has taken both steps', async () => {
    expect(await answerTo(await signIn(host), 'chat.send', 'hello')).toEqual({ event: 'sent', data: 'hello' });
  });

  test('R69: that needs an approval is refused, as none could say what is in it', async () => {
    const answer = await answerTo(await signIn(host), 'chat.wipe');
    expect(answer).toMatchObject({ event: 'exception', data: { message: 'Internal server error' } });
  });

  test('from nobody is refused', async () => {
    expect(await answerTo(visit(host), 'chat.send', 'hello')).toEqual(REQUIRED);
  });

  test('from a pending sign-in is refused', async () => {
    expect(await answerTo(await enterPassword(host), 'chat.send', 'hello')).toEqual(REQUIRED);
  });

  test('from a session of the time before the second factor was asked for is refused', async () => {
    expect(await answerTo(await passwordOnly(), 'chat.send', 'hello')).toEqual(REQUIRED);
  });

  test('before the gateway knows who is there is refused', async () => {
    const visitor = await signIn(host);
    let go: () => void = () => undefined;
    doorstep.free = new Promise((resolve) => {
      go = resolve;
    });
    const { client, next } = connect(visitor);
    client.once('open', () => client.send(JSON.stringify({ event: 'chat.send', data: 'early' })));
    expect(await next()).toEqual(REQUIRED);
    go();
    expect(await next()).toEqual({ event: 'known' });
  });

  test('is refused from the moment on in which the policy is tightened', async () => {
    host.policy = 'off';
    const { client, next } = connect(await enterPassword(host, visit(host), 'bob'));
    await next();
    const say = () => client.send(JSON.stringify({ event: 'chat.send', data: 'hello' }));
    say();
    expect(await next()).toEqual({ event: 'sent', data: 'hello' });
    host.policy = 'required';
    say();
    expect(await next()).toEqual(REQUIRED);
  });

  test('that asks for a step-up wants a fresh proof (R66)', async () => {
    const visitor = await signIn(host);
    expect(await answerTo(visitor, 'chat.clear')).toEqual({ event: 'cleared' });
    host.clock.advance(61_000);
    expect(await answerTo(visitor, 'chat.clear')).toEqual(
      refusal({ errorCode: 'step_up_required', maxAgeSeconds: 60 }),
    );
  });

  test('opened by @SkipSecondFactor() is for everybody', async () => {
    expect(await answerTo(visit(host), 'ping')).toEqual({ event: 'pong' });
  });
});

describe('who connects to a gateway that asks whom the guard admits (R42)', () => {
  test('stays, and is sent what it sends, after both steps', async () => {
    expect(await connect(await signIn(host), '/ticker').next()).toEqual({ event: 'tick' });
  });

  test.each([
    ['nobody', async () => visit(host)],
    ['a pending sign-in', () => enterPassword(host)],
    ['a password alone', passwordOnly],
  ])('is turned away, as %s, and sent nothing', async (_, make) => {
    expect(await connect(await make(), '/ticker').next()).toBe(4401);
  });

  test('is turned away while the factor store is down', async () => {
    const visitor = await signIn(host);
    host.clock.advance(5_000);
    const { posture } = host.factors;
    host.factors.posture = () => Promise.reject(new StoreUnavailable('timeout'));
    const turnedAway = await connect(visitor, '/ticker').next();
    host.factors.posture = posture;
    expect(turnedAway).toBe(4401);
  });
});

test('the plain guard refuses too, and Nest says of it what it says of any error', async () => {
  host.policy = 'off';
  const { client, next } = connect(await enterPassword(host, visit(host), 'bob'), '/ticker');
  await next();
  host.policy = 'required';
  client.send(JSON.stringify({ event: 'stop', data: 'x' }));
  const data = { status: 'error', message: 'Internal server error', cause: { pattern: 'stop', data: 'x' } };
  expect(await next()).toEqual({ event: 'exception', data });
});

test('the look at the start lists messages with the routes', () => {
  const found = host.app
    .get(OpenRoutes)
    .list()
    .filter(({ route }) => route.startsWith('WS '));
  expect(found).toEqual([
    { route: 'WS chat.send', open: false },
    { route: 'WS chat.clear', open: false },
    { route: 'WS chat.wipe', open: false },
    { route: 'WS ping', open: true },
    { route: 'WS stop', open: false },
  ]);
});
