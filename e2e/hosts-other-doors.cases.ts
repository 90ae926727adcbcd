import { expect, test } from '@jest/globals';
import { outcomeOf } from './harness/attack.js';
import { describeEach, open } from './harness/hosts/all-hosts.js';
import type { HostVisitor } from './harness/hosts/host-visitor.js';
import { newPerson } from './harness/hosts/person.js';
import type { RunningHost } from './harness/hosts/running-host.js';
import { listen } from './harness/hosts/socket.js';
import { SECRET } from './harness/system.js';
import { makeTicket } from './hosts/src/parts/tickets.js';

type Door = 'graphql' | 'ws' | 'sse';
const hostsWith = (door: Door) => open.each.filter(([, { description }]) => description.doors?.[door] !== undefined);

/** Whoever is not through the second step, by how far they have come. */
const OUTSIDE: [string, (host: RunningHost) => Promise<HostVisitor>][] = [
  ['nobody', async (host) => host.visitor()],
  ['who has a code to enter', async (host) => (await host.atCode()).visitor],
  [
    'who has a phone to register',
    async (host) => {
      const visitor = host.visitor();
      await visitor.logIn(newPerson());
      return visitor;
    },
  ],
  [
    'whom the host has signed in by itself',
    async (host) => {
      const visitor = host.visitor();
      const ticket = await makeTicket(SECRET, 'remember-me', newPerson().username);
      await visitor.post('/remember-me', { ticket });
      return visitor;
    },
  ],
];

const cookieOf = (visitor: HostVisitor) => ({ cookie: [...visitor.jar].map((pair) => pair.join('=')).join('; ') });

describeEach(hostsWith('graphql'))('%s', (_, host) => {
  const RENAME = 'mutation { rename(sku: "KB-1001", name: "Renamed") { name } }';
  const QUERIES = [
    '{ products { sku name } }',
    '{ a: products { sku } b: products { name } }',
    'fragment F on Query { products { sku } } { ...F }',
    'query Q { products @include(if: true) { name } }',
    RENAME,
    'mutation { a: rename(sku: "KB-1001", name: "a") { name } b: rename(sku: "KB-1001", name: "b") { name } }',
  ];
  const ask = (visitor: HostVisitor, query: string) => visitor.post('/graphql', { query });

  test.each(OUTSIDE)('R42: nothing is told to %s by any operation, and nothing changes', async (_, who) => {
    const visitor = await who(host);
    for (const query of QUERIES) {
      const get = `/graphql?${new URLSearchParams({ query })}`;
      const headers = { 'apollo-require-preflight': '1' };
      for (const answer of [ask(visitor, query), visitor.get(get), visitor.get(get, { headers })]) {
        const text = await (await answer).text();
        expect([query, text]).toEqual([query, expect.not.stringMatching(/KB-1001|keyboard|Renamed|"name":/)]);
      }
    }
    const batch = QUERIES.map((query) => ({ query }));
    expect(await (await visitor.post('/graphql', batch)).text()).not.toMatch(/KB-1001|keyboard|Renamed/);
    const { visitor: inside } = await host.enrol();
    expect(await (await ask(inside, '{ products { name } }')).text()).not.toContain('Renamed');
  });

  test('behind both steps it answers, and a mutation asks for a fresh proof that is there', async () => {
    const { visitor } = await host.enrol();
    const answer = await (await ask(visitor, '{ products { sku } }')).json();
    expect(answer).toEqual({ data: { products: expect.arrayContaining([{ sku: 'KB-1001' }]) } });
    const rename = 'mutation { rename(sku: "DK-4001", name: "Lamp") { name } }';
    expect(await (await ask(visitor, rename)).json()).toEqual({ data: { rename: { name: 'Lamp' } } });
  });

  test('R47: an API token may ask, and may not do what needs a fresh proof', async () => {
    const token = await makeTicket(SECRET, 'api', newPerson().username);
    const visitor = host.visitor({ headers: { 'x-api-token': token } });
    expect(await (await ask(visitor, '{ products { sku } }')).text()).toContain('KB-1001');
    expect(await (await ask(visitor, RENAME)).text()).not.toContain('Renamed');
  });
});

describeEach(hostsWith('ws'))('%s', (_, host) => {
  const url = `${host.url}${host.description.doors?.ws}`;
  const say = JSON.stringify({ event: 'stock', data: '' });

  test.each(OUTSIDE)('R42: %s hears nothing and is shown out', async (_, who) => {
    const heard = await listen(url, cookieOf(await who(host)), say);
    expect(heard.messages.join()).not.toMatch(/KB-1001|welcome/);
    expect(heard.closed).toBe(4401);
  });

  test('behind both steps it is welcomed and answered', async () => {
    const { visitor } = await host.enrol();
    const heard = await listen(url, cookieOf(visitor), say);
    expect([heard.closed, heard.messages.join()]).toEqual([null, expect.stringMatching(/welcome[\s\S]*KB-1001/)]);
  });

  test('R70: a connection that stands is asked for more when the switch is turned on', async () => {
    const { visitor } = await host.enrol();
    const turn = (to: string) => outcomeOf(visitor.request('PUT', '/api/settings', { secondFactor: to }));
    expect(await turn('off')).toBe('200');
    const other = host.visitor();
    await other.logIn(newPerson());
    const hearing = listen(url, cookieOf(other), say);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await turn('required')).toBe('200');
    const { messages } = await hearing;
    expect(messages.filter((message) => message.includes('KB-1001'))).toHaveLength(1);
  });
});

describeEach(hostsWith('sse'))('%s', (_, host) => {
  const path = host.description.doors?.sse ?? '';

  test.each(OUTSIDE)('R42: no event reaches %s', async (_, who) => {
    const visitor = await who(host);
    const answer = await visitor.get(path, { headers: { accept: 'text/event-stream' } });
    expect([answer.status, await answer.text()]).toEqual([401, expect.not.stringContaining('KB-1001')]);
  });

  test('behind both steps events come', async () => {
    const { visitor } = await host.enrol();
    const answer = await visitor.get(path, { headers: { accept: 'text/event-stream' } });
    expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('KB-1001')]);
  });
});
