import { MemoryPendingStore, SecondFactorError } from '@countersign/core';
import { Visitor } from '@countersign/support';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PassportHost, type SecondFactorInfo, SecondFactorStrategy } from './index.js';
import { type ExpressHost, startExpress } from './spec/express-host.js';
import { type Account, makeParts, openSignIn, type Parts } from './spec/parts.js';

/** Runs the strategy as Passport does, on an object of its own, and tells every end that it came to. */
async function endsOf(parts: Parts, token: string, body: object): Promise<unknown[][]> {
  const ends: unknown[][] = [];
  const strategy = Object.create(new SecondFactorStrategy(parts.web)) as SecondFactorStrategy;
  const settled = new Promise<void>((resolve) => {
    for (const end of ['success', 'fail', 'error', 'redirect', 'pass'] as const) {
      Object.assign(strategy, { [end]: (...args: unknown[]) => resolve(void ends.push([end, ...args])) });
    }
  });
  strategy.authenticate({ method: 'POST', url: '/2fa/verify', headers: { authorization: `Bearer ${token}` }, body });
  await settled;
  // Whatever came after the first end would come now.
  await new Promise(setImmediate);
  return ends;
}

const PENDING = Object.getOwnPropertyNames(MemoryPendingStore.prototype);

/** A pending store of which one method does something else. */
function storeWith(method: 'verify', instead: () => Promise<unknown>) {
  const store = new MemoryPendingStore();
  expect(PENDING).toContain(method);
  return Object.assign(store, { [method]: instead });
}

describe('the strategy ends in exactly one of success, fail and error (R19)', () => {
  test('a right code succeeds with the host’s user and what was proved', async () => {
    const parts = makeParts();
    const { token, code } = await openSignIn(parts, 'alice');
    const info: SecondFactorInfo = {
      assurance: {
        subject: 'alice',
        amr: ['pwd', 'sms', 'mfa'],
        verifiedAt: Date.UTC(2026, 0, 5, 9),
        firstFactorAt: Date.UTC(2026, 0, 5, 9),
        epoch: 1,
        method: 'sms',
        proof: expect.any(String) as unknown as string,
      },
      returnTo: null,
      mark: null,
      device: null,
    };
    expect(await endsOf(parts, token, { code })).toEqual([['success', { id: 'alice' }, info]]);
  });

  test.each([
    ['a wrong code', (code: string) => ({ code: code === '000000' ? '111111' : '000000' }), 'code_wrong', 401],
    ['no code', () => ({}), 'bad_request', 400],
    ['a code that is no text', () => ({ code: true }), 'bad_request', 400],
    ['an unknown method', (code: string) => ({ code, method: 'voice' }), 'bad_request', 400],
  ])('%s fails', async (_, body, errorCode, status) => {
    const parts = makeParts();
    const { token, code } = await openSignIn(parts, 'alice');
    const [end, ...others] = await endsOf(parts, token, body(code));
    expect(others).toEqual([]);
    expect(end).toEqual(['fail', expect.any(SecondFactorError), status]);
    expect(end).toMatchObject([expect.anything(), { code: errorCode }, status]);
  });

  test('no pending sign-in fails', async () => {
    const [end, ...others] = await endsOf(makeParts(), 'nothing', { code: '000000' });
    expect(others).toEqual([]);
    expect(end).toEqual(['fail', expect.objectContaining({ code: 'sign_in_expired' }), 401]);
  });

  test.each([
    ['throws', () => Promise.reject(new Error('broken'))],
    ['answers nothing', () => Promise.resolve(undefined)],
    ['answers a word that is no outcome', () => Promise.resolve({ status: true })],
  ])('a verifier that %s is an error', async (_, instead) => {
    const parts = makeParts({ pending: storeWith('verify', instead) });
    const { token, code } = await openSignIn(parts, 'alice');
    const [end, ...others] = await endsOf(parts, token, { code });
    expect(others).toEqual([]);
    expect(end).toEqual(['error', expect.objectContaining({ code: 'second_factor_unavailable' })]);
  });

  test('a host that cannot load the account is an error', async () => {
    const parts = makeParts();
    const { token, code } = await openSignIn(parts, 'alice');
    parts.load = () => Promise.reject(new Error('the database is down'));
    const ends = await endsOf(parts, token, { code });
    expect(ends).toEqual([['error', expect.objectContaining({ code: 'second_factor_unavailable' })]]);
  });

  test('R60: a right recovery code is no success, and a host answers with what it leads to and issues nothing', async () => {
    const parts = makeParts();
    const { secondFactor } = parts.web;
    const enrolling = await openSignIn(parts, 'alice');
    const { user, assurance } = await secondFactor.verify(enrolling.token, enrolling.code);
    const { codes } = await secondFactor.renewRecoveryCodes(user, assurance);
    const open = async () => {
      const begun = await secondFactor.begin(user);
      if (begun.status !== 'pending') throw new Error('not opened');
      return begun.token.reveal();
    };
    const ends = await endsOf(parts, await open(), { code: codes[0]?.grouped(), method: 'recovery' });
    expect(ends).toMatchObject([['fail', { status: 'pending', state: { purpose: 'enrol' } }, 401]]);

    const issued: unknown[] = [];
    const host = new PassportHost<Account>(parts.web, (...given) => issued.push(given) && {});
    const headers = { accept: 'application/json', authorization: `Bearer ${await open()}` };
    const request = { method: 'POST', url: '/2fa/verify', headers };
    const asked = { ...parts.web.view(request), body: { code: codes[1]?.grouped(), method: 'recovery' } };
    const reply = await host.verify({ request, host: undefined, setCookies: () => undefined }, asked);
    expect([reply.status, JSON.parse(reply.body ?? '').status, issued]).toEqual([202, 'enrolment_required', []]);
    expect(request).not.toHaveProperty('user');
  });

  test('an account that may not sign in any more fails (R46)', async () => {
    const parts = makeParts();
    const { token, code } = await openSignIn(parts, 'alice');
    parts.load = () => null;
    const ends = await endsOf(parts, token, { code });
    expect(ends).toEqual([['fail', expect.objectContaining({ code: 'sign_in_expired' }), 401]]);
  });
});

describe('the strategy under passport.use in a plain Express application', () => {
  let parts: Parts;
  let host: ExpressHost;
  beforeAll(async () => {
    parts = makeParts();
    host = await startExpress(parts);
  });
  afterAll(async () => host[Symbol.asyncDispose]());

  const visitor = (token: string) => new Visitor(host.url, { headers: { authorization: `Bearer ${token}` } });

  test('a right code passes, and Passport signs the user in', async () => {
    const { token, code } = await openSignIn(parts, 'alice');
    const alice = visitor(token);
    const response = await alice.post('/plain', { code });
    expect([response.status, await response.json()]).toEqual([200, { user: { id: 'alice' } }]);
    expect(await (await alice.get('/me')).json()).toMatchObject({ user: { id: 'alice' } });
  });

  test('the same code a second time does not', async () => {
    const { token, code } = await openSignIn(parts, 'bob');
    await visitor(token).post('/plain', { code });
    const again = visitor(token);
    expect((await again.post('/plain', { code })).status).toBe(401);
    expect(again.jar.size).toBe(0);
  });

  test.each([
    ['a wrong code is 401', { code: 'no' }, 400],
    ['no code is 400', {}, 400],
  ])('%s, and sets no cookie', async (_, body, status) => {
    const { token } = await openSignIn(parts, 'carol');
    const carol = visitor(token);
    expect((await carol.post('/plain', body)).status).toBe(status);
    expect(carol.setCookies).toEqual([]);
  });

  test('two at once each get their own user', async () => {
    const ids = ['dave', 'erin'];
    const opened = [];
    for (const id of ids) opened.push(await openSignIn(parts, id));
    parts.load = async (id) => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      return { id };
    };
    const replies = await Promise.all(opened.map(({ token, code }) => visitor(token).post('/plain', { code })));
    expect(await Promise.all(replies.map((reply) => reply.json()))).toEqual(ids.map((id) => ({ user: { id } })));
  });
});
