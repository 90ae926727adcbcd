import { describe, expect, test } from '@jest/globals';
import { outcomeOf } from './harness/attack.js';
import { open } from './harness/hosts/all-hosts.js';
import { sweep } from './harness/hosts/doors.js';
import { HostVisitor } from './harness/hosts/host-visitor.js';
import { newPerson } from './harness/hosts/person.js';
import type { RunningHost } from './harness/hosts/running-host.js';

/** Who is between the two steps: with a code to enter, or a phone to register first. */
const PENDING: [string, (host: RunningHost) => Promise<HostVisitor>][] = [
  ['a code is awaited', async (host) => (await host.atCode()).visitor],
  [
    'a phone must be registered',
    async (host) => {
      const visitor = host.visitor();
      await visitor.logIn(newPerson());
      return visitor;
    },
  ],
  ['the password alone was enough before', byPasswordAlone],
];

/** Signed in by the host, with what is not enough any more: only the second step's own guard stands before these. */
async function byPasswordAlone(host: RunningHost): Promise<HostVisitor> {
  const { visitor: administrator } = await host.enrol();
  const visitor = host.visitor();
  await administrator.request('PUT', '/api/settings', { secondFactor: 'off' });
  await visitor.logIn(newPerson());
  await administrator.request('PUT', '/api/settings', { secondFactor: 'required' });
  expect(visitor.credential).toBeDefined();
  return visitor;
}

/** All that a client holds, on one request. */
function headersOf(visitor: HostVisitor): Record<string, string> {
  const { pending = '', access = pending } = visitor.tokens;
  const cookies = [...visitor.jar].map((pair) => pair.join('=')).join('; ');
  const tokens = {
    authorization: `Bearer ${access}`,
    'countersign-token': pending,
    cookie: `access_token=${pending}`,
  };
  const held = visitor.carrier === 'cookie' ? { cookie: cookies } : tokens;
  return { 'x-forwarded-proto': 'https', accept: 'application/json', ...held };
}

/** Everybody who has got hold of a value, by the place in which they hand it in. */
function thieves(visitor: HostVisitor, value: string): HostVisitor[] {
  const cookies = ['__Host-session', 'session', '__Host-countersign', 'connect.sid', 'koa.sess', 'remember_me'];
  const headers = { authorization: `Bearer ${value}`, 'countersign-token': value, 'x-api-token': value };
  const withCookie = cookies.map((name) => {
    const thief = new HostVisitor(visitor.url, visitor.carrier);
    thief.jar.set(name, value);
    return thief;
  });
  const withHeader = Object.entries(headers).map(([name, text]) => {
    const thief = visitor.twin({ headers: { [name]: text } });
    thief.jar.set('__Host-session', value);
    return thief;
  });
  return [...withCookie, ...withHeader];
}

describe.each(open.each)('%s', (_, host) => {
  const { guarded } = host.description;

  test.each(PENDING)(
    'R42, R73: while %s every guarded route is shut, with every verb, in every spelling',
    async (_, who) => {
      const headers = headersOf(await who(host));
      let all = 0;
      for (const route of guarded) {
        const { tried, reached } = await sweep(host.url, route, headers);
        expect(reached).toEqual([]);
        all += tried;
      }
      expect(all).toBeGreaterThan(300);
    },
  );

  test.each(PENDING)('R42: while %s a browser that asks for a page is shown nothing of it', async (_, who) => {
    const visitor = await who(host);
    for (const path of ['/', '/files/report.txt', '/api/products']) {
      const answer = await visitor.get(path, { accept: 'html' });
      expect([303, 401]).toContain(answer.status);
      expect(await answer.text()).not.toMatch(/KB-1001|Quarterly|Signed in/);
    }
  });

  test('R43: no cookie or token of the password step opens anything, alone or with the others', async () => {
    const { visitor } = await host.atCode();
    expect([...visitor.jar.keys()]).toEqual(host.description.carrier === 'cookie' ? ['__Host-countersign'] : []);
    const asked = await host.visitor({ headers: { prefer: 'countersign=bearer' } }).logIn(newPerson());
    const { token } = (await asked.json()) as { token: string };
    for (const value of [visitor.pending ?? '', token]) {
      expect(value).toMatch(/^[\w-]{16}\.[\w-]{32}$/);
      for (const thief of thieves(visitor, value)) expect(await outcomeOf(thief.get('/api/me'))).toBe('401');
    }
  });

  test('R44: what stands for a pending sign-in is no access, and what gives access takes no second step', async () => {
    const { visitor: inside } = await host.enrol();
    const { visitor, code } = await host.atCode();
    const [access = '', pending = ''] = [inside.credential, visitor.pending];
    for (const authorization of [`Bearer ${pending}`, `bearer ${pending}`, `Token ${pending}`, pending]) {
      expect(await outcomeOf(host.visitor({ headers: { authorization } }).get('/api/me'))).toBe('401');
    }
    for (const headers of [{ authorization: `Bearer ${access}` }, { 'countersign-token': access }]) {
      const swapped = host.visitor({ headers });
      swapped.jar.set('__Host-countersign', access);
      expect(await outcomeOf(swapped.post('/2fa/verify', { code }))).toBe('401 sign_in_expired');
      expect(await outcomeOf(swapped.post('/2fa/code', {}))).toBe('401 sign_in_expired');
    }
    expect(await outcomeOf(visitor.post('/2fa/verify', { code }))).toBe('200 signed_in');
  });
});
