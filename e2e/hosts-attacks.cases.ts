import { describe, expect, test } from '@jest/globals';
import { inParallel, outcomeOf, tally } from './harness/attack.js';
import { open } from './harness/hosts/all-hosts.js';
import { newPerson } from './harness/hosts/person.js';
import { ORIGIN } from './harness/hosts/running-host.js';

/** What a browser says of a request that another site's page has started. */
const FOREIGN: Record<string, string>[] = [
  { origin: 'https://evil.example' },
  { origin: 'null' },
  { origin: `${ORIGIN}.evil.example` },
  { origin: 'http://manage.example.com' },
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site', origin: 'https://other.example.com' },
  { origin: 'https://evil.example', referer: `${ORIGIN}/2fa`, host: 'evil.example' },
];

describe.each(open.each)('%s', (_, host) => {
  test('R08: fifty parallel right codes sign in once', async () => {
    const { visitor, code } = await host.atCode();
    const twins = Array.from({ length: 50 }, () => visitor.twin());
    const outcomes = await inParallel(50, (turn) => outcomeOf(twins[turn]?.post('/2fa/verify', { code }) as never));
    expect(tally(outcomes)).toEqual({ '200 signed_in': 1, '401 sign_in_expired': 49 });
    const inside = await Promise.all(twins.map((twin) => outcomeOf(twin.get('/api/me'))));
    expect(tally(inside)).toEqual({ '200': 1, '401': 49 });
  });

  test('R79: a change of the second step that another site starts is refused, and changes nothing', async () => {
    const { visitor, code, person } = await host.atCode();
    await host.pass(30);
    const [before, texts] = [await host.kept(), host.textsTo(person)];
    const bodies = { verify: { code }, code: {}, phone: { phone: '+31612999999' }, 'step-up': {}, cancel: {} };
    for (const headers of FOREIGN) {
      for (const [step, body] of Object.entries(bodies)) {
        for (const bodyFormat of ['json', 'form'] as const) {
          const answer = await visitor.post(`/2fa/${step}`, body, { headers, bodyFormat });
          expect([step, headers, answer.status, answer.headers.getSetCookie()]).toEqual([step, headers, 403, []]);
          expect(await answer.json()).toMatchObject({ errorCode: 'cross_origin' });
        }
      }
    }
    expect([await host.kept(), host.textsTo(person)]).toEqual([before, texts]);
    const own = { origin: ORIGIN, 'sec-fetch-site': 'same-origin' };
    expect(await outcomeOf(visitor.post('/2fa/verify', { code }, { headers: own }))).toBe('200 signed_in');
  });

  test('R79: another site can neither log a browser in, by any door, nor out, nor change anything', async () => {
    const { person, visitor } = await host.enrol();
    const [before, texts] = [await host.kept(), host.textsTo(person)];
    const { username, password } = person;
    const tries: [string, string, object][] = [
      ['POST', '/login', { username, password }],
      ['POST', '/logout', {}],
      ['PUT', '/api/settings', { secondFactor: 'off' }],
      ['POST', '/impersonate', { username: 'bob@example.com' }],
      ['POST', '/api/accounts/disable', { username }],
    ];
    for (const headers of FOREIGN) {
      for (const [method, path, body] of tries) {
        const answer = await visitor.request(method, path, body, { headers });
        expect([path, headers, answer.status, answer.headers.getSetCookie()]).toEqual([path, headers, 403, []]);
      }
    }
    expect([await host.kept(), host.textsTo(person)]).toEqual([before, texts]);
    expect(await (await visitor.get('/api/me')).json()).toMatchObject({ email: username });
  });

  test('R79: no GET and no other verb sends, verifies, enrols or cancels', async () => {
    const { visitor, code, person } = await host.atCode();
    await host.pass(30);
    const [before, texts] = [await host.kept(), host.textsTo(person)];
    const query = `code=${code}&phone=%2B31612999999&_method=POST`;
    const headers = { 'x-http-method-override': 'POST', 'x-method-override': 'POST' };
    for (const path of ['/2fa/verify', '/2fa/code', '/2fa/phone', '/2fa/step-up', '/2fa/cancel', '/login', '/logout']) {
      for (const method of ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE']) {
        const answer = await visitor.request(method, `${path}?${query}`, undefined, { headers });
        const page = path === '/login' && ['GET', 'HEAD'].includes(method);
        const expected = page ? [200] : [401, 404, 405];
        expect([method, path, answer.status, expected.includes(answer.status)]).toEqual([
          method,
          path,
          answer.status,
          true,
        ]);
      }
    }
    expect((await visitor.get(`/2fa?${query}`, { headers })).status).toBe(200);
    expect([await host.kept(), host.textsTo(person)]).toEqual([before, texts]);
  });

  test('R46: an account that is shut out between the steps does not get in with the right code', async () => {
    const { visitor: administrator } = await host.enrol();
    const { visitor, code, person } = await host.atCode();
    const { username } = person;
    expect(await outcomeOf(administrator.post('/api/accounts/disable', { username }))).toBe('200');
    expect(await outcomeOf(visitor.post('/2fa/verify', { code }))).toBe('401 sign_in_expired');
    expect([await outcomeOf(visitor.get('/api/me')), await outcomeOf(host.visitor().logIn(person))]).toEqual([
      '401',
      '401',
    ]);
  });

  test('R48: a cancel ends what is pending, for whoever holds it', async () => {
    const { visitor, code } = await host.atCode();
    const kept = visitor.twin();
    expect(await outcomeOf(visitor.post('/2fa/cancel'))).toBe('204');
    expect(visitor.pending).toBeUndefined();
    expect(await outcomeOf(kept.post('/2fa/verify', { code }))).toBe('401 sign_in_expired');
    expect(await outcomeOf(kept.get('/2fa'))).toBe('401 sign_in_expired');
  });

  test('R48: so does a log-out', async () => {
    const { visitor, code } = await host.atCode();
    const kept = visitor.twin();
    expect(await outcomeOf(visitor.post('/logout', {}))).toBe('204');
    expect(await outcomeOf(kept.post('/2fa/verify', { code }))).toBe('401 sign_in_expired');
  });

  test('R49: a wrong password is answered alike for all, and whether the second step is on or off', async () => {
    const { person, visitor } = await host.enrol();
    const wrong = async (username: string) => {
      const answer = await host.visitor().post('/login', { username, password: 'wrong' });
      const { date, ...headers } = Object.fromEntries(answer.headers);
      return JSON.stringify([answer.status, headers, await answer.text()]);
    };
    const all = async () => [
      await wrong(person.username),
      await wrong(newPerson().username),
      await wrong('nobody@example.org'),
    ];
    const on = await all();
    expect(await outcomeOf(visitor.request('PUT', '/api/settings', { secondFactor: 'off' }))).toBe('200');
    const off = await all();
    // Without the second step nobody has to prove it to turn it on again.
    expect(await outcomeOf(visitor.request('PUT', '/api/settings', { secondFactor: 'required' }))).toBe('200');
    expect(new Set([...on, ...off]).size).toBe(1);
  });
});
