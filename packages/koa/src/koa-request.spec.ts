import { expect, test } from '@jest/globals';
import Koa, { type Context } from 'koa';
import { contextOf, KoaSecondFactor } from './index.js';
import { toRequest } from './koa-request.js';
import { type Account, makeParts, optionsOf } from './spec/parts.js';

/** A `ctx` of Koa's, of a request that nobody has answered. */
const contextFor = (state: object = {}): Context => {
  const incoming = { method: 'GET', url: '/secret', headers: { accept: 'application/json' } };
  const headers = new Map<string, unknown>();
  const outgoing = {
    getHeader: (name: string) => headers.get(name.toLowerCase()),
    setHeader: (name: string, value: unknown) => headers.set(name.toLowerCase(), value),
    removeHeader: (name: string) => headers.delete(name.toLowerCase()),
  };
  const ctx = new Koa().createContext(incoming as never, outgoing as never);
  Object.assign(ctx.state, state);
  return ctx as Context;
};

test('what the layers below hang on a request lands where Koa’s middleware looks for it', () => {
  const ctx = contextFor();
  const request = toRequest(ctx);
  const assurance = { subject: 'alice', amr: ['pwd'], verifiedAt: null, epoch: 0 } as const;
  Object.assign(request, { user: { id: 'alice' }, countersign: assurance, session: null });
  expect(ctx.state).toEqual({ user: { id: 'alice' }, countersign: assurance });
  expect(ctx.session).toBeNull();
  expect([request.method, request.originalUrl, contextOf(request)]).toEqual(['GET', '/secret', ctx]);
});

test('R42: functions of the host’s find its ctx behind the request', async () => {
  const asked: unknown[] = [];
  const twoFactor = new KoaSecondFactor<Account>({
    ...optionsOf(makeParts(), {}),
    exemptions: { 'API tokens': ({ request }) => contextOf(request).state.apiToken === true },
    actor: (request) => void asked.push(contextOf(request).state.user),
  });
  const statusOf = async (state: object) => {
    const ctx = contextFor({ user: { id: 'alice' }, ...state });
    let passed = false;
    await twoFactor.guard()(ctx, async () => {
      passed = true;
    });
    return passed ? 'passed' : ctx.status;
  };
  expect([await statusOf({}), await statusOf({ apiToken: true })]).toEqual([401, 'passed']);
  expect(asked).toEqual([{ id: 'alice' }, { id: 'alice' }]);
});
