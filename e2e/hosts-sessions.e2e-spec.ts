import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, describe, expect, test } from '@jest/globals';
import { outcomeOf } from './harness/attack.js';
import type { HostVisitor } from './harness/hosts/host-visitor.js';
import { openHosts } from './harness/hosts/open-hosts.js';
import type { RunningHost } from './harness/hosts/running-host.js';
import { UNSAFE_RETURNS } from './harness/spellings.js';

/** How old a proof may be: long enough for a slow machine, short enough to wait for. */
const FRESH_SECONDS = 4;

const open = await openHosts({ env: { STEP_UP_SECONDS: String(FRESH_SECONDS) } });
afterAll(() => open[Symbol.asyncDispose]());

const me = (visitor: HostVisitor) => outcomeOf(visitor.get('/api/me'));

/** Asks for what needs a fresh proof, without changing anything. */
function settings(host: RunningHost, visitor: HostVisitor): Promise<string> {
  const [method = '', path = ''] = host.description.stepUp.split(' ');
  return outcomeOf(visitor.request(method, path, { secondFactor: 'required' }));
}

/** A step-up, whole. */
async function freshen(host: RunningHost, visitor: HostVisitor, code: () => string): Promise<string> {
  await host.pass(30);
  expect(await outcomeOf(visitor.post('/2fa/step-up'))).toBe('202 code_required');
  return outcomeOf(visitor.post('/2fa/verify', { code: code() }));
}

test('R66, R67: a proof that is too old is told by RFC 9470, and renewed in one session stays old in the other', async () => {
  const signedIn = await Promise.all(
    open.hosts.map(async (host) => {
      const { person, visitor } = await host.enrol();
      await host.pass(86_400);
      const { visitor: other } = await host.awaitCode(person);
      await other.post('/2fa/verify', { code: host.codeOf(person) });
      expect([await settings(host, visitor), await settings(host, other)]).toEqual(['200', '200']);
      return { host, person, visitor, other };
    }),
  );
  await wait(FRESH_SECONDS * 1_000 + 100);
  for (const { host, person, visitor, other } of signedIn) {
    const [method = '', path = ''] = host.description.stepUp.split(' ');
    const answer = await visitor.request(method, path, { secondFactor: 'off' });
    expect([answer.status, answer.headers.get('www-authenticate'), await answer.json()]).toEqual([
      401,
      'Bearer error="insufficient_user_authentication", ' +
        `error_description="A second factor is required", max_age=${FRESH_SECONDS}`,
      expect.objectContaining({ errorCode: 'step_up_required', next: '/2fa', maxAgeSeconds: FRESH_SECONDS }),
    ]);
    expect(await me(visitor)).toBe('200');
    expect(await freshen(host, visitor, () => host.codeOf(person))).toBe('200 signed_in');
    expect([await settings(host, visitor), await settings(host, other)]).toEqual(['200', '401 step_up_required']);
  }
});

describe.each(open.each)('%s', (_, host) => {
  test('R66, R67: a step-up proves again, by a code of its own; a log-in code is none', async () => {
    const { person, visitor } = await host.enrol();
    await host.pass(30);
    const { code } = await host.awaitCode(person);
    await host.pass(30);
    expect(await outcomeOf(visitor.post('/2fa/step-up'))).toBe('202 code_required');
    const own = host.codeOf(person);
    if (own !== code) expect(await outcomeOf(visitor.post('/2fa/verify', { code }))).toBe('401 code_wrong');
    const before = (await (await visitor.get('/api/me')).json()) as { verifiedAt: number };
    expect(await outcomeOf(visitor.post('/2fa/verify', { code: own }))).toBe('200 signed_in');
    const after = (await (await visitor.get('/api/me')).json()) as { verifiedAt: number };
    expect(after.verifiedAt).toBeGreaterThanOrEqual(before.verifiedAt);
    expect(await settings(host, visitor)).toBe('200');
  });

  test('R67: a step-up that is pending neither signs in nor helps anybody else', async () => {
    const { person, visitor } = await host.enrol();
    const { visitor: other } = await host.enrol();
    await host.pass(30);
    expect(await outcomeOf(visitor.post('/2fa/step-up'))).toBe('202 code_required');
    const code = host.codeOf(person);
    const thief = other.twin();
    thief.jar.set('__Host-countersign', visitor.jar.get('__Host-countersign') ?? '');
    thief.tokens.pending = visitor.tokens.pending;
    expect(await outcomeOf(thief.post('/2fa/verify', { code }))).toBe('401 sign_in_expired');
    const nobody = host.visitor();
    nobody.jar.set('__Host-countersign', visitor.jar.get('__Host-countersign') ?? '');
    nobody.tokens.pending = visitor.tokens.pending;
    expect(await me(nobody)).toBe('401');
  });

  test('R81: an unsafe returnTo, in the address or in the body, leads to the default page', async () => {
    const { person } = await host.enrol();
    const { username, password } = person;
    for (const [at, returnTo] of UNSAFE_RETURNS.entries()) {
      const query = new URLSearchParams({ returnTo });
      const inBody = at % 2 === 0;
      await host.pass(86_400);
      const visitor = host.visitor();
      await visitor.post(inBody ? '/login' : `/login?${query}`, { username, password, ...(inBody && { returnTo }) });
      const answer = await visitor.post(`/2fa/verify?${query}`, { code: host.codeOf(person) });
      expect([returnTo, await answer.json()]).toMatchObject([returnTo, { redirectTo: '/' }]);
    }
  });

  test('R70: when the switch is turned on, who came by the password alone is asked for more', async () => {
    const { person: bob } = await host.enrol();
    const { visitor: alice, person } = await host.enrol();
    const turn = (to: string) => outcomeOf(alice.request('PUT', '/api/settings', { secondFactor: to }));
    expect(await turn('off')).toBe('200');
    const visitor = host.visitor();
    expect((await visitor.logIn(bob)).status).toBe(200);
    expect(await (await visitor.get('/api/me')).json()).toEqual({ email: bob.username, amr: ['pwd'] });
    expect(await turn('required')).toBe('200');
    expect([await me(visitor), await me(alice)]).toEqual(['401 second_factor_required', '200']);
    await host.pass(30);
    expect(await outcomeOf(visitor.post('/2fa/code', {}))).toBe('202 code_required');
    expect(await outcomeOf(visitor.post('/2fa/verify', { code: host.codeOf(bob) }))).toBe('200 signed_in');
    expect([await me(visitor), person.username]).toEqual(['200', expect.any(String)]);
  });
});

describe.each(open.withCookies)('%s', (_, host) => {
  test('R45: the session gets a new id by the second factor and by a step-up, and the old one is dead', async () => {
    const { person, visitor } = await host.enrol();
    const first = visitor.credential;
    const old = visitor.twin();
    expect(await freshen(host, visitor, () => host.codeOf(person))).toBe('200 signed_in');
    expect([visitor.credential === first, await me(visitor), await me(old)]).toEqual([false, '200', '401']);
  });

  test('R45: a log-in in a browser that is signed in ends that session, and so does one that is given to it', async () => {
    const { visitor, person } = await host.enrol();
    const old = visitor.twin();
    expect(await outcomeOf(visitor.logIn(person))).toBe('202 second_factor_required');
    expect([await me(visitor), await me(old)]).toEqual(['401', '401']);
    const { visitor: attacker } = await host.enrol();
    const victim = host.visitor();
    victim.jar.set('__Host-session', attacker.credential ?? '');
    const fixed = attacker.credential;
    await host.pass(60);
    await host.awaitCode(person, victim);
    expect(await outcomeOf(victim.post('/2fa/verify', { code: host.codeOf(person) }))).toBe('200 signed_in');
    expect([victim.credential === fixed, await me(attacker)]).toEqual([false, '401']);
  });

  test('R48: after signing in the code screen is gone for good', async () => {
    const { visitor, code } = await host.atCode();
    const before = visitor.twin();
    expect(await outcomeOf(visitor.post('/2fa/verify', { code }))).toBe('200 signed_in');
    const back = await visitor.get('/2fa', { accept: 'html' });
    expect([back.status, back.headers.get('location')]).toEqual([303, '/']);
    expect(await outcomeOf(before.post('/2fa/verify', { code }))).toBe('401 sign_in_expired');
  });

  test('R66, R67: freshness belongs to one session, not to the account', async () => {
    const { person, visitor: a } = await host.enrol();
    await host.pass(86_400);
    const { visitor: b } = await host.awaitCode(person);
    expect(await outcomeOf(b.post('/2fa/verify', { code: host.codeOf(person) }))).toBe('200 signed_in');
    expect(b.credential).not.toBe(a.credential);
    const proved = async (visitor: HostVisitor) =>
      ((await (await visitor.get('/api/me')).json()) as { verifiedAt: number }).verifiedAt;
    const before = await proved(b);
    expect(await freshen(host, a, () => host.codeOf(person))).toBe('200 signed_in');
    expect([await proved(b), (await proved(a)) > before]).toEqual([before, true]);
  });
});
