import { describe, expect, test } from '@jest/globals';
import { outcomeOf } from './harness/attack.js';
import { open } from './harness/hosts/all-hosts.js';
import { newPerson } from './harness/hosts/person.js';
import { otherThan } from './harness/people.js';

describe.each(open.each)('%s', (_, host) => {
  const { guarded } = host.description;

  test('the first log-in: a phone is registered, its code signs in, and every page is there', async () => {
    const person = newPerson();
    const visitor = host.visitor();
    expect(await outcomeOf(visitor.get('/api/me'))).toBe('401');
    expect(await outcomeOf(visitor.logIn(person))).toBe('202 second_factor_required');
    expect(await outcomeOf(visitor.get('/2fa'))).toBe('200 enrolment_required');
    expect(await outcomeOf(visitor.post('/2fa/phone', { phone: person.phone }))).toBe('202 code_required');
    const answer = await visitor.post('/2fa/verify', { code: host.codeOf(person) });
    expect([answer.status, await answer.json()]).toEqual([
      200,
      expect.objectContaining({ status: 'signed_in', redirectTo: '/' }),
    ]);
    for (const route of guarded.filter((each) => each.startsWith('GET '))) {
      const path = route.slice(4);
      expect([path, (await visitor.get(path)).status]).toEqual([path, 200]);
    }
    expect(await (await visitor.get('/api/me')).json()).toMatchObject({ email: person.username });
    expect(await (await visitor.get('/files/report.txt')).text()).toMatch(/^Quarterly figures/);
    expect(await (await visitor.get('/')).text()).toContain(`Signed in as ${person.username}`);
  });

  test('every day: the code comes with the password, and opens the page that was asked for', async () => {
    const { person } = await host.enrol();
    const visitor = host.visitor();
    expect(await outcomeOf(visitor.post('/login?returnTo=/files/report.txt', person))).toBe(
      '202 second_factor_required',
    );
    expect(await outcomeOf(visitor.get('/2fa'))).toBe('200 code_required');
    const answer = await visitor.post('/2fa/verify', { code: host.codeOf(person) });
    expect(await answer.json()).toMatchObject({ status: 'signed_in', redirectTo: '/files/report.txt' });
    expect(await outcomeOf(visitor.get('/api/me'))).toBe('200');
  });

  test('R05: another code takes the place of the first, which is then told to be superseded', async () => {
    const { visitor, code, person } = await host.atCode();
    expect(await outcomeOf(visitor.post('/2fa/code', {}))).toBe('429 resend_too_soon');
    await host.pass(30);
    expect(await outcomeOf(visitor.post('/2fa/code', {}))).toBe('202 code_required');
    expect(await outcomeOf(visitor.post('/2fa/verify', { code }))).toBe('401 code_superseded');
    expect(await outcomeOf(visitor.post('/2fa/verify', { code: host.codeOf(person) }))).toBe('200 signed_in');
  });

  test('R10: five wrong codes end it, and the right one comes too late', async () => {
    const { visitor, code } = await host.atCode();
    const wrong = () => outcomeOf(visitor.post('/2fa/verify', { code: otherThan(code) }));
    for (let tries = 1; tries < 5; tries += 1) expect(await wrong()).toBe('401 code_wrong');
    expect(await wrong()).toBe('401 too_many_attempts');
    expect(await outcomeOf(visitor.post('/2fa/verify', { code }))).toBe('401 sign_in_expired');
    expect(await outcomeOf(visitor.get('/api/me'))).toBe('401');
  });

  test('the log-out ends it', async () => {
    const { visitor } = await host.enrol();
    expect(await outcomeOf(visitor.post('/logout', { refresh_token: visitor.tokens.refresh }))).toBe('204');
    visitor.tokens.access = undefined;
    expect(await outcomeOf(visitor.get('/api/me'))).toBe('401');
  });
});

describe.each(open.withCookies)('%s, in a browser', (_, host) => {
  const form = { accept: 'html', bodyFormat: 'form' } as const;

  test('without scripts: from the page that was asked for through both steps to that page', async () => {
    const person = newPerson();
    const visitor = host.visitor(form);
    const asked = await visitor.get('/');
    expect([asked.status, asked.headers.get('location')]).toEqual([303, '/login']);
    expect(await (await visitor.get('/login')).text()).toContain('action="/login"');
    const wrong = await visitor.post('/login', { username: person.username, password: 'wrong' });
    expect([wrong.status, await wrong.text()]).toEqual([401, expect.stringContaining('role="alert"')]);
    const { username, password, phone } = person;
    for (const [path, body] of [
      ['/login', { username, password }],
      ['/2fa/phone', { phone }],
    ] as const) {
      const answer = await visitor.post(path, body);
      expect([path, answer.status, answer.headers.get('location')]).toEqual([path, 303, '/2fa']);
    }
    expect(await (await visitor.get('/2fa')).text()).toContain('Verify code');
    const signedIn = await visitor.post('/2fa/verify', { code: host.codeOf(person) });
    expect([signedIn.status, signedIn.headers.get('location')]).toEqual([303, '/']);
    expect(await (await visitor.get('/')).text()).toContain('Dashboard');
    const out = await visitor.post('/logout');
    expect([out.status, out.headers.get('location')]).toEqual([303, '/login']);
  });
});
