import { type Posture, StoreUnavailable } from '@countersign/core';
import type { Visitor } from '@countersign/support';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Account } from './spec/accounts.js';
import { type Host, startHost } from './spec/host.js';
import { enrol, enterPassword, signIn, verified, visit } from './spec/walk.js';

let host: Host;
beforeAll(async () => {
  host = await startHost();
});
afterAll(() => host.app.close());
afterEach(() => {
  host.policy = 'required';
});

/** Somebody who logged in before the second factor was asked for. */
async function passwordOnly(name = 'bob'): Promise<Visitor> {
  host.policy = 'off';
  const visitor = await enterPassword(host, visit(host), name);
  host.policy = 'required';
  return visitor;
}

const statusOf = async (visitor: Visitor) => (await visitor.get('/secret')).status;

/** Lets the guard look anew at the factors. */
const pastTheCache = () => host.clock.advance(5_000);

const CHALLENGE = 'Bearer error="insufficient_user_authentication", error_description="A second factor is required"';

describe('who is refused', () => {
  test('learns why and where to go', async () => {
    const response = await (await passwordOnly()).get('/secret');
    expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, CHALLENGE]);
    expect(await response.json()).toEqual({
      statusCode: 401,
      errorCode: 'second_factor_required',
      message: 'The second step of your sign-in is needed.',
      next: '/2fa',
    });
  });

  test('as a browser on its way to a page: is sent to the second step, and back afterwards', async () => {
    const visitor = await passwordOnly();
    const response = await visitor.get('/secret?tab=2', { accept: 'html' });
    expect([response.status, response.headers.get('location')]).toEqual([303, '/2fa?returnTo=%2Fsecret%3Ftab%3D2']);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.text()).toBe('');
  });

  test('R67: as a browser that sends a form: is sent to the second step, and the form is offered afterwards', async () => {
    const visitor = await passwordOnly();
    const response = await visitor.post('/echo', { a: '1' }, { accept: 'html', bodyFormat: 'form' });
    expect([response.status, response.headers.get('location')]).toEqual([303, '/2fa?returnTo=%2F2fa%2Fcontinue']);
  });

  test('as a program that takes anything: gets the refusal', async () => {
    const visitor = await passwordOnly();
    const response = await visitor.get('/secret', { headers: { accept: '*/*' } });
    expect(response.status).toBe(401);
  });
});

describe('the switch is turned on while people are logged in', () => {
  test('who has a phone finishes with POST /2fa/code and the code', async () => {
    await enrol(host);
    const visitor = await passwordOnly('alice');
    expect(await statusOf(visitor)).toBe(401);
    const sent = await visitor.post('/2fa/code', {});
    expect([sent.status, await sent.json()]).toMatchObject([202, { purpose: 'sign-in', phone: '•••• 42' }]);
    expect(await statusOf(visitor)).toBe(401);
    const before = visitor.clone();
    await verified(host, visitor);
    expect([await statusOf(visitor), await statusOf(before)]).toEqual([200, 401]);
  });

  test('who has none registers one', async () => {
    const visitor = await passwordOnly('bob');
    const sent = await visitor.post('/2fa/phone', { phone: '+31687654317' });
    expect([sent.status, await sent.json()]).toMatchObject([202, { purpose: 'enrol', phone: '•••• 17' }]);
    await verified(host, visitor);
    expect(await statusOf(visitor)).toBe(200);
  });

  test('a browser comes back to the page that it was sent away from', async () => {
    const visitor = await passwordOnly('alice');
    const location = (await visitor.get('/secret?tab=2', { accept: 'html' })).headers.get('location') ?? '';
    const { search } = new URL(location, host.url);
    await visitor.post(`/2fa/code${search}`, {});
    const response = await visitor.post('/2fa/verify', { code: host.sender.last.code });
    expect(await response.json()).toEqual({ status: 'signed_in', redirectTo: '/secret?tab=2' });
  });

  test('and off again: everybody goes on', async () => {
    const visitor = await passwordOnly('alice');
    host.policy = 'off';
    expect(await statusOf(visitor)).toBe(200);
  });
});

describe('the policy is asked for each request, about the account as it is now (R70)', () => {
  const forAdministrators = ({ role }: Account) => (role === 'administrator' ? 'required' : 'off');

  test('who is promoted needs the second factor from the next request on', async () => {
    host.policy = forAdministrators;
    const bob = host.accounts.named('bob');
    bob.role = 'viewer';
    const visitor = await enterPassword(host, visit(host), 'bob');
    expect(await statusOf(visitor)).toBe(200);
    bob.role = 'administrator';
    expect(await statusOf(visitor)).toBe(401);
  });

  const BROKEN: readonly [name: string, policy: () => unknown][] = [
    [
      'throws',
      () => {
        throw new Error('no settings');
      },
    ],
    ['rejects', () => Promise.reject(new Error('no settings'))],
    ['answers nothing', () => undefined],
    ['answers nonsense', () => 'maybe'],
    ['answers false', () => false],
    ['never answers', () => new Promise(() => undefined)],
  ];

  test.each(BROKEN)('a policy that %s lets nobody in with a password', async (_, policy) => {
    const visitor = await passwordOnly('bob');
    host.policy = policy as Host['policy'];
    expect(await statusOf(visitor)).toBe(401);
    const login = await visit(host).post('/login', { username: 'bob', password: 'bob-password' });
    expect(login.status).toBe(202);
  });

  test('an account that is disabled is nobody at once', async () => {
    const visitor = await signIn(host);
    const alice = host.accounts.named('alice');
    alice.active = false;
    expect(await statusOf(visitor)).toBe(401);
    alice.active = true;
  });
});

describe('a session counts for the factors that it was opened under', () => {
  test('a factor enrolled from session B ends session A (R38)', async () => {
    const fresh = await startHost({ policy: 'optional' });
    const a = await enterPassword(fresh);
    const b = await enterPassword(fresh);
    expect([await statusOf(a), await statusOf(b)]).toEqual([200, 200]);
    fresh.policy = 'required';
    await b.post('/2fa/phone', { phone: '+31612345642' });
    await verified(fresh, b);
    fresh.policy = 'optional';
    expect([await statusOf(a), await statusOf(b)]).toEqual([401, 200]);
    await fresh.app.close();
  });

  test('a change of the factors elsewhere ends sessions that had proved both, within 5 s (R38)', async () => {
    const visitor = await signIn(host);
    const { posture } = host.factors;
    host.factors.posture = async (subject): Promise<Posture> => ({ epoch: 99, methods: ['sms'], subject }) as Posture;
    pastTheCache();
    expect(await statusOf(visitor)).toBe(401);
    host.factors.posture = posture;
    pastTheCache();
    expect(await statusOf(visitor)).toBe(200);
  });
});

describe('a factor store that is down', () => {
  test('is 503, and the handler does not run', async () => {
    const visitor = await signIn(host);
    const { posture } = host.factors;
    host.factors.posture = () => Promise.reject(new StoreUnavailable('timeout'));
    pastTheCache();
    const response = await visitor.get('/secret');
    const page = await visitor.get('/secret', { accept: 'html' });
    host.factors.posture = posture;
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '30']);
    expect(await response.json()).toEqual({
      statusCode: 503,
      errorCode: 'second_factor_unavailable',
      message: expect.stringMatching(/^Signing in is unavailable for a moment\./),
      retryAfterSeconds: 30,
    });
    expect([page.status, page.headers.get('location')]).toEqual([503, null]);
    expect(await statusOf(visitor)).toBe(200);
  });
});
