import type { Visitor } from '@countersign/support';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Console, startConsole } from './harness/console.js';
import { logIn, PEOPLE, type Person } from './harness/people.js';
import { logOf } from './harness/trail.js';
import { until } from './harness/until.js';
import { csvOf } from './management-interface/src/activity/activity.csv.js';

const ACTIVITY = '/administrators/activity';

let demo: Console;
let alice: Visitor;
let bob: Visitor;
beforeAll(async () => {
  demo = await startConsole({ AUDIT_LOG: 'stdout' });
  alice = await enrolled('alice');
  bob = await enrolled('bob');
}, 120_000);
afterAll(() => demo?.[Symbol.asyncDispose]());

async function enrolled(person: Person): Promise<Visitor> {
  const visitor = demo.visitor();
  await logIn(visitor, person);
  await visitor.post('/2fa/phone', { phone: PEOPLE[person].phone });
  const inbox = await (await demo.visitor().get('/inbox')).text();
  await visitor.post('/2fa/verify', { code: /@localhost #(\d{6})/.exec(inbox)?.[1] });
  return visitor;
}

/** The page's rows, each as its texts. */
async function rowsOf(query = ''): Promise<string[]> {
  const page = await (await alice.get(`${ACTIVITY}${query}`, { accept: 'html' })).text();
  return page
    .split('<tr>')
    .slice(2)
    .map((row) => row.replace(/<[^>]+>/g, '|').replace(/\|+/g, '|'));
}

async function linkOf(label: string, query = ''): Promise<string | undefined> {
  const page = await (await alice.get(`${ACTIVITY}${query}`, { accept: 'html' })).text();
  const link = new RegExp(`<a class="button" href="${ACTIVITY}([^"]*)">${label}</a>`).exec(page)?.[1];
  return link?.replaceAll('&amp;', '&');
}

const idOf = async (visitor: Visitor) => ((await (await visitor.get('/api/me')).json()) as { id: string }).id;
const settled = (count: number) => until(`${count} rows`, async () => (await rowsOf()).length === Math.min(count, 50));

test('R75: shows what has happened, newest first, of one administrator or of one kind', async () => {
  await settled(10);
  const types = (rows: readonly string[]) => rows.map((row) => row.split('|').slice(2, 5).join(' '));
  const ofBob = types(await rowsOf(`?administrator=${await idOf(bob)}`));
  expect(ofBob.filter((row) => !row.startsWith('notice.sent'))).toEqual([
    expect.stringMatching(/^sign-in\.completed purpose: enrol, method: sms Bob Jansen$/),
    expect.stringMatching(/^factor\.enrolled method: sms, factorId: [0-9a-f-]{36} Bob Jansen$/),
    expect.stringMatching(/^code\.sent purpose: enrol, method: sms, reference: [A-Z]{2} Bob Jansen$/),
    expect.stringMatching(/^sign-in\.opened purpose: enrol, method: sms Bob Jansen$/),
  ]);
  const enrolments = types(await rowsOf('?type=countersign.factor.enrolled&administrator='));
  expect(enrolments.map((row) => row.split(' ').at(-2))).toEqual(['Bob', 'Alice']);
  expect(await rowsOf('?type=countersign.locked')).toEqual([]);
});

test('the Security switch is among it, with who has turned it, and from where', async () => {
  await alice.request('PUT', '/administrators/security', { enabled: false });
  await alice.request('PUT', '/administrators/security', { enabled: true });
  await settled(12);
  const [newest, older] = (await rowsOf('?type=countersign.policy.changed')) as [string, string];
  expect(older).toContain('policy.changed|from: required, to: off|Alice Martin|127.0.0.1|');
  expect(newest).toContain('policy.changed|from: off, to: required|Alice Martin|127.0.0.1|');
});

test.each(['', '.csv', '.jsonl'])('R72: is for super administrators alone (%s)', async (form) => {
  expect((await bob.get(`${ACTIVITY}${form}`)).status).toBe(403);
  expect((await demo.visitor().get(`${ACTIVITY}${form}`)).status).toBe(401);
  const menu = (visitor: Visitor) => visitor.get('/products', { accept: 'html' }).then((page) => page.text());
  expect([(await menu(bob)).includes(ACTIVITY), (await menu(alice)).includes(ACTIVITY)]).toEqual([false, true]);
});

test.each(['type=nothing', 'type=a&type=b', 'before=x', 'after=-1', `administrator=${'x'.repeat(65)}`])(
  'a filter that there is not is refused: %s',
  async (query) => {
    for (const form of ['', '.csv', '.jsonl'])
      expect((await alice.get(`${ACTIVITY}${form}?${query}`)).status).toBe(400);
  },
);

test('goes back to older ones and forth to newer ones, and the downloads have them all', async () => {
  const kind = '?type=countersign.policy.changed';
  for (let n = 0; n < 110; n += 1) await alice.request('PUT', '/administrators/security', { enabled: n % 2 === 1 });
  await until('all are written', async () => (await rowsOf(kind)).length === 50);
  await until('the last one is', async () => {
    const last = await linkOf('Older', (await linkOf('Older', kind)) ?? '');
    return last !== undefined && (await rowsOf(last)).length === 12;
  });
  const second = (await linkOf('Older', kind)) as string;
  const third = (await linkOf('Older', second)) as string;
  expect([await linkOf('Newer', kind), await linkOf('Older', third)]).toEqual([undefined, undefined]);
  expect(await rowsOf((await linkOf('Newer', third)) as string)).toEqual(await rowsOf(second));
  expect(await rowsOf((await linkOf('Newer', second)) as string)).toEqual(await rowsOf(kind));

  const jsonl = await alice.get((await linkHref('Download JSON lines')) as string);
  expect(jsonl.headers.get('content-disposition')).toBe('attachment; filename="activity.jsonl"');
  const lines = (await jsonl.text()).trimEnd().split('\n');
  expect(lines).toHaveLength(122);
  expect(lines.toReversed()).toEqual(logOf(demo).events);
  const csv = await alice.get(`${ACTIVITY}.csv${kind}`);
  expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  const [head, ...rows] = (await csv.text()).trimEnd().split('\r\n');
  expect(head).toMatch(/^"sequence","id","at","type","result",/);
  expect(rows).toHaveLength(112);
  expect(rows[0]).toMatch(
    /^"\d+","[0-9a-f-]{36}","[\dT:.Z-]{24}","countersign\.policy\.changed","success","warning","",/,
  );
});

async function linkHref(label: string): Promise<string | undefined> {
  const page = await (await alice.get(ACTIVITY, { accept: 'html' })).text();
  return new RegExp(`<a class="button" href="([^"]*)">${label}</a>`).exec(page)?.[1];
}

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])('a cell that begins with %j is no formula', (subject) => {
  const of = { version: 1, id: 'a', at: 'b', result: 'denied', severity: 'alarm' } as const;
  const line = csvOf({
    sequence: 1,
    event: { ...of, type: 'countersign.locked', subject: `${subject}"`, privileged: true },
  });
  expect(line).toBe(
    `"1","a","b","countersign.locked","denied","alarm","'${subject}""","","","","","","","{""privileged"":true}"\r\n`,
  );
});
