import { type NodeStyleRequest, SecondFactorWeb } from '@countersign/http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ExecutionContext } from '@nestjs/common';
import { HttpAdapterHost, Reflector } from '@nestjs/core';
import { ExecutionContextHost } from '@nestjs/core/internal';
import { SecondFactorException, SecondFactorGuard, SkipSecondFactor } from './index.js';
import { type Host, startHost } from './spec/host.js';
import { enterPassword, signIn, visit } from './spec/walk.js';

class Handlers {
  shut(): void {
    throw new Error('ran');
  }

  @SkipSecondFactor()
  open(): void {
    throw new Error('ran');
  }
}

let host: Host;
let guard: SecondFactorGuard;
/** As the host's session middleware and Passport leave it, of a visitor who took both steps, and of one who did not. */
let full: NodeStyleRequest;
let half: NodeStyleRequest;
beforeAll(async () => {
  host = await startHost();
  guard = host.app.get(SecondFactorGuard);
  full = await requestOf('alice', async () => signIn(host));
  host.policy = 'off';
  half = await requestOf('bob', async () => enterPassword(host, visit(host), 'bob'));
  host.policy = 'required';
});
afterAll(() => host.app.close());

async function requestOf(name: string, make: () => Promise<ReturnType<typeof visit>>): Promise<NodeStyleRequest> {
  const { assurance } = (await (await (await make()).get('/whoami')).json()) as { assurance: object };
  return { headers: { accept: 'text/html' }, user: host.accounts.named(name), session: { countersign: assurance } };
}

function called(type: string, args: unknown[], handler = Handlers.prototype.shut): ExecutionContext {
  const context = new ExecutionContextHost(args, Handlers, handler);
  context.setType(type);
  return context;
}

const operation = (context: unknown) => called('graphql', [{}, {}, context, {}]);
const message = (client: unknown) => called('ws', [client, {}, 'chat.send']);

const REFUSED = expect.objectContaining({
  name: SecondFactorException.name,
  response: expect.objectContaining({ statusCode: 401, errorCode: 'second_factor_required', next: '/2fa' }),
});

const SHAPES: readonly [name: string, of: (request: NodeStyleRequest) => ExecutionContext][] = [
  ['an operation of Apollo on Express', (req) => operation({ req, res: {} })],
  ['an operation of Apollo on Fastify', (request) => operation({ request, reply: {} })],
  ['an operation of Mercurius', (request) => operation({ app: {}, reply: { request }, pubsub: {} })],
  ['a subscription by graphql-ws', (request) => operation({ connectionParams: {}, extra: { request, socket: {} } })],
  ['a message of socket.io', (request) => message({ request, handshake: { headers: {} } })],
  ['a message of socket.io whose handshake knows', (handshake) => message({ request: { headers: {} }, handshake })],
  ['a message of ws', (request) => message({ request, readyState: 1 })],
];

describe.each(SHAPES)('SecondFactorGuard before %s', (_, of) => {
  test('lets in who has taken both steps (R42)', async () => {
    await expect(guard.canActivate(of(full))).resolves.toBe(true);
  });

  test('refuses a session of a password alone, by the exception, as no page can be shown (R42)', async () => {
    await expect(guard.canActivate(of(half))).rejects.toEqual(REFUSED);
  });

  test('refuses nobody’s request (R42)', async () => {
    await expect(guard.canActivate(of({ headers: {} }))).rejects.toEqual(REFUSED);
  });
});

describe('SecondFactorGuard, where no request tells who is there (R42)', () => {
  test.each([
    ['an operation without a context', () => called('graphql', [{}, {}])],
    ['an operation with an empty one', () => operation({})],
    ['an operation whose context claims a user', () => operation({ user: host.accounts.named('alice') })],
    ['a message of a client without a request', () => message({})],
    ['a message whose data claims one', () => called('ws', [{}, { request: full }, 'chat.send'])],
    ['a microservice’s message, whatever it claims', () => called('rpc', [full, { request: full, req: full }])],
    ['a transport that nobody knows', () => called('carrier pigeon', [full, full, { req: full }])],
  ])('refuses %s', async (_, context) => {
    await expect(guard.canActivate(context())).rejects.toEqual(REFUSED);
  });

  test('opens what @SkipSecondFactor() opens', async () => {
    const open = called('rpc', [{}], Handlers.prototype.open);
    await expect(guard.canActivate(open)).resolves.toBe(true);
  });
});

describe('admits', () => {
  test('who has taken both steps, and nobody else', async () => {
    const answers = [full, half, { headers: {} }, undefined].map((request) => guard.admits(request));
    expect(await Promise.all(answers)).toEqual([true, false, false, false]);
  });

  test('nobody when a host’s own judgement fails', async () => {
    class Failing extends SecondFactorGuard {
      protected override judge(): Promise<never> {
        return Promise.reject(new Error('The directory is down'));
      }
    }
    const { app } = host;
    const failing = new Failing(app.get(SecondFactorWeb), app.get(Reflector), app.get(HttpAdapterHost));
    expect(await failing.admits(full)).toBe(false);
  });
});
