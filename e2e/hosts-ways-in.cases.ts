import { describe, expect, test } from '@jest/globals';
import { outcomeOf } from './harness/attack.js';
import { open } from './harness/hosts/all-hosts.js';
import type { HostVisitor } from './harness/hosts/host-visitor.js';
import { newPerson, type Person } from './harness/hosts/person.js';
import { SECRET } from './harness/system.js';
import { makeTicket, type TicketPurpose } from './hosts/src/parts/tickets.js';

const ticketFor = (purpose: TicketPurpose, { username }: Person, claims = {}) =>
  makeTicket(SECRET, purpose, username, claims);

/** A way in: what is sent, and what it proves beside the text message that follows. */
interface Way {
  readonly name: string;
  readonly path: string;
  readonly body: (person: Person) => Promise<object>;
  readonly amr: readonly string[];
}

const byTicket = (purpose: TicketPurpose, amr: readonly string[], claims = {}, more = {}): Way => ({
  name: `${purpose} ${Object.values(claims).join()}`.trim(),
  path: `/${purpose}`,
  body: async (person) => ({ ticket: await ticketFor(purpose, person, claims), ...more }),
  amr,
});

const WAYS: readonly Way[] = [
  { name: 'password', path: '/login', body: async (person) => person, amr: ['pwd', 'sms', 'mfa'] },
  byTicket('magic-link', ['sms']),
  byTicket('invitation', ['sms']),
  byTicket('reset-password', ['sms'], {}, { password: 'another-password-2' }),
  byTicket('sso', ['pwd', 'sms', 'mfa'], { amr: ['pwd'] }),
  byTicket('sso', ['sms'], { amr: [] }),
  byTicket('sso', ['sms'], { amr: ['unheard-of'] }),
];

const me = async (visitor: HostVisitor) => (await (await visitor.get('/api/me')).json()) as Record<string, unknown>;

describe.each(open.each)('%s', (_, host) => {
  test.each(WAYS)('R47, R68: $name is the first step only, and the whole tells what was proved', async (way) => {
    const person = newPerson();
    const visitor = host.visitor();
    expect(await outcomeOf(visitor.post(way.path, await way.body(person)))).toBe('202 second_factor_required');
    expect([await outcomeOf(visitor.get('/api/me')), visitor.credential]).toEqual(['401', undefined]);
    expect(await outcomeOf(visitor.post('/2fa/phone', { phone: person.phone }))).toBe('202 code_required');
    expect(await outcomeOf(visitor.get('/api/me'))).toBe('401');
    expect(await outcomeOf(visitor.post('/2fa/verify', { code: host.codeOf(person) }))).toBe('200 signed_in');
    expect(await me(visitor)).toMatchObject({ email: person.username, amr: way.amr });
  });

  test('R47: a provider that has seen two factors is believed, for all but what needs a fresh proof', async () => {
    const person = newPerson();
    const visitor = host.visitor({ headers: { origin: 'https://idp.example', 'sec-fetch-site': 'cross-site' } });
    const ticket = await ticketFor('sso', person, { amr: ['hwk', 'mfa'] });
    expect((await visitor.post('/sso', { ticket })).status).toBe(200);
    const own = visitor.twin({});
    expect(await me(own)).toEqual({ email: person.username, amr: ['hwk', 'mfa'] });
    expect(await outcomeOf(own.request('PUT', '/api/settings', { secondFactor: 'off' }))).toBe(
      '401 second_factor_required',
    );
  });

  test.each(['magic-link', 'invitation', 'sso', 'reset-password'] as const)(
    'a forged ticket for %s opens nothing',
    async (path) => {
      const person = newPerson();
      const forged = await makeTicket('another secret', path, person.username, { amr: ['hwk', 'mfa'] });
      const other = await ticketFor('api', person, { amr: ['hwk', 'mfa'] });
      for (const ticket of [forged, other, '', undefined]) {
        const visitor = host.visitor();
        const answer = await visitor.post(`/${path}`, { ticket, password: 'x' });
        expect([answer.status, answer.headers.getSetCookie()]).toEqual([401, []]);
      }
    },
  );

  test('R46, R47: a password that is changed between the steps ends what was opened with the old one', async () => {
    const { person, visitor, code } = await host.atCode();
    const reset = host.visitor();
    const ticket = await ticketFor('reset-password', person);
    await host.pass(60);
    expect(await outcomeOf(reset.post('/reset-password', { ticket, password: 'new-one' }))).toBe(
      '202 second_factor_required',
    );
    expect(await outcomeOf(visitor.post('/2fa/verify', { code }))).toBe('401 sign_in_expired');
    expect(await outcomeOf(host.visitor().logIn(person))).toBe('401');
    expect(await outcomeOf(host.visitor().logIn({ ...person, password: 'new-one' }))).toBe(
      '202 second_factor_required',
    );
    expect(await outcomeOf(reset.post('/2fa/verify', { code: host.codeOf(person) }))).toBe('401 code_wrong');
  });

  test('R47: an API token is freed by name, and from no fresh proof', async () => {
    const person = newPerson();
    const visitor = host.visitor({ headers: { 'x-api-token': await ticketFor('api', person) } });
    expect(await me(visitor)).toEqual({ email: person.username, amr: [] });
    expect(await outcomeOf(visitor.request('PUT', '/api/settings', { secondFactor: 'off' }))).toBe(
      '401 second_factor_required',
    );
    for (const token of ['x', await ticketFor('sso', person), await makeTicket('another', 'api', person.username)]) {
      expect(await outcomeOf(host.visitor({ headers: { 'x-api-token': token } }).get('/api/me'))).toBe('401');
    }
    const inside = await host.enrol();
    const both = inside.visitor.twin({ headers: { 'x-api-token': 'x' } });
    expect(await outcomeOf(both.get('/api/me'))).toBe('401');
  });

  test('R47: who acts as another has proved their own factor, and proves it again where that is asked', async () => {
    const [carol, bob] = [newPerson(), newPerson()];
    const { visitor } = await host.enrol(carol);
    expect(await outcomeOf(visitor.post('/impersonate', { username: bob.username }))).toBe('200');
    expect(await me(visitor)).toMatchObject({ email: bob.username, actor: carol.username, amr: ['pwd', 'sms', 'mfa'] });
    await host.pass(30);
    const texts = host.textsTo(carol);
    expect(await outcomeOf(visitor.post('/2fa/step-up'))).toBe('202 code_required');
    expect([host.textsTo(carol), host.textsTo(bob)]).toEqual([texts + 1, 0]);
    expect(await outcomeOf(visitor.post('/2fa/verify', { code: host.codeOf(carol) }))).toBe('200 signed_in');
    expect((await me(visitor)).email).toBe(carol.username);
  });
});

describe.each(open.withCookies)('%s', (_, host) => {
  test('R47: a session that the host opens by itself is not enough, and becomes so by the second step', async () => {
    const { person } = await host.enrol();
    const visitor = host.visitor();
    const ticket = await ticketFor('remember-me', person);
    expect((await visitor.post('/remember-me', { ticket })).status).toBe(200);
    const old = visitor.twin();
    for (const route of host.description.guarded) {
      const [method = '', path = ''] = route.split(' ');
      const answer = visitor.request(method, path, method === 'GET' ? undefined : {});
      expect([route, await outcomeOf(answer)]).toEqual([route, '401 second_factor_required']);
    }
    expect(await outcomeOf(visitor.post('/2fa/code', {}))).toBe('202 code_required');
    expect(await outcomeOf(visitor.post('/2fa/verify', { code: host.codeOf(person) }))).toBe('200 signed_in');
    expect(await me(visitor)).toMatchObject({ amr: ['sms'] });
    expect(await outcomeOf(old.get('/api/me'))).toBe('401');
  });
});
