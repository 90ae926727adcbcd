import type { Visitor } from '@countersign/support';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type Browsers, MODES, openBrowsers } from './harness/browsers.js';
import { type Console, startConsole } from './harness/console.js';
import { problemsOf } from './harness/look.js';
import { logIn, otherThan, PEOPLE } from './harness/people.js';

let demo: Console;
let browsers: Browsers;
beforeAll(async () => {
  demo = await startConsole();
  browsers = await openBrowsers(demo.url);
}, 120_000);
afterAll(async () => {
  await browsers?.[Symbol.asyncDispose]();
  await demo?.[Symbol.asyncDispose]();
});
afterEach(async () => expect(await browsers.clear()).toEqual([]));

// Each has a number of their own: the demonstration remembers who has registered one.
const NEWCOMERS = { true: ['alice', '06 12345601'], false: ['bob', '06 12345602'] } as const;

describe.each(MODES)('the demonstration without any service, $mode', ({ scripts }) => {
  test('a newcomer finds the code at /inbox', async () => {
    const [person, number] = NEWCOMERS[`${scripts}`];
    const newcomer = await browsers.visitor({ scripts });
    const phone = await newcomer.tab();
    await phone.open('/inbox');
    await newcomer.open('/');
    await newcomer.logIn(person);
    await newcomer.registerPhone(number);
    // With scripts the phone rings by itself.
    if (!scripts) await phone.press('Reload');
    const text = phone.page
      .locator('.message', { hasText: number.slice(-2) })
      .locator('.bubble')
      .first();
    const [, code = '', reference] =
      /(\d{6}) is your code to register this phone \(([A-Z]{2})\)/.exec((await text.textContent()) ?? '') ?? [];
    expect(await newcomer.reference()).toBe(reference);
    await newcomer.enterCode(code);
    expect(await newcomer.heading()).toBe('Dashboard');
    if (scripts) expect(await problemsOf(phone, 'inbox')).toEqual([]);
  });
});

const newest = async (pattern: RegExp) =>
  pattern.exec(await (await demo.visitor().get('/inbox', { accept: 'html' })).text())?.[1] ?? '';

async function logInFor(visitor: Visitor, person: 'alice' | 'bob', password: string): Promise<void> {
  expect((await visitor.post('/login', { username: PEOPLE[person].username, password })).status).toBe(202);
  expect((await visitor.post('/2fa/verify', { code: await newest(/@localhost #(\d{6})/) })).status).toBe(200);
}

const pageOf = async (visitor: Visitor, path: string) => (await visitor.get(path, { accept: 'html' })).text();
const list = (visitor: Visitor) => pageOf(visitor, '/administrators');
const statusOf = async (answer: Promise<Response>) => (await answer).status;

test('R70, R73: by role, until a day: reminded, and then asked', async () => {
  const SECURITY = '/administrators/security';
  const alice = demo.visitor();
  await logInFor(alice, 'alice', PEOPLE.alice.password);
  const day = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
  const requireFrom = (from: string) => statusOf(alice.post(`${SECURITY}/from`, { role: 'administrator', from }));
  expect([await requireFrom('soon'), await requireFrom('2026-02-30'), await requireFrom(day)]).toEqual([400, 400, 303]);
  expect(await (await alice.get(SECURITY)).json()).toMatchObject({ from: { super: null, administrator: day } });
  expect(await pageOf(alice, SECURITY)).toContain(`value="${day}"`);
  // What a page shows is what the report says; a day is no factor.
  expect(await (await alice.get('/2fa/admin/report')).json()).toMatchObject({ enrolled: 2 });
  expect(await (await alice.get('/2fa/admin/report?format=csv')).text()).toMatch(/"Carol Weber","",""\r\n$/);
  const carol = demo.visitor();
  expect(await statusOf(logIn(carol, 'carol'))).toBe(200);
  expect(await pageOf(carol, '/')).toMatch(/<a href="\/2fa">Register a second factor within 6 days\.<\/a>/);
  expect(await statusOf(carol.post(`${SECURITY}/from`, { role: 'administrator', from: '' }))).toBe(403);
  expect(await requireFrom('')).toBe(303);
  expect([await statusOf(carol.get('/api/me')), await statusOf(logIn(demo.visitor(), 'carol'))]).toEqual([401, 202]);
});

test('R39, R78: after five wrong codes the owner has one mail more, and its link ends the other session', async () => {
  const owner = await browsers.visitor();
  const outside = await browsers.visitor({ scripts: false });
  const number = '06 12345603';
  const newestCode = async () => {
    await outside.open('/inbox');
    const text = outside.page
      .locator('.message', { hasText: number.slice(-2) })
      .locator('.bubble')
      .first();
    return /\d{6}/.exec((await text.textContent()) ?? '')?.[0] ?? '';
  };
  await owner.open('/');
  await owner.logIn('carol');
  await owner.registerPhone(number);
  await owner.enterCode(await newestCode());
  expect(await owner.heading()).toBe('Dashboard');
  const { username, password } = PEOPLE.carol;
  const thief = demo.visitor();
  await thief.post('/login', { username, password });
  const wrong = otherThan(await newestCode());
  const answers: Response[] = [];
  for (let n = 0; n < 5; n += 1) answers.push(await thief.post('/2fa/verify', { code: wrong }));
  expect(answers.map(({ status }) => status)).toEqual(Array(5).fill(401));
  await outside.open('/inbox');
  const mails = outside.page.locator('.mail', { hasText: username });
  expect(await mails.getByRole('heading').allTextContents()).toEqual([
    'Management Interface: wrong codes after your right password',
    'Management Interface: a phone was registered for your account',
  ]);
  await outside.toNextPage(() => mails.first().getByRole('link').click());
  await owner.open('/products');
  expect(await owner.heading()).toBe('Products');
  await outside.press('This was not me: end all sessions');
  expect(await outside.heading()).toBe('Your sessions have ended');
  await owner.open('/products');
  expect(await owner.heading()).not.toBe('Products');
});

describe('a password that has to be replaced', () => {
  const NEXT = { current: PEOPLE.bob.password, chosen: 'bob-password-2' };
  test('R39, R78: after “this was not me” an alarm is logged, sessions end, others are shown a line, and nothing else is reachable', async () => {
    const [alice, bob] = [demo.visitor(), demo.visitor()];
    await logInFor(bob, 'bob', PEOPLE.bob.password);
    await logInFor(alice, 'alice', PEOPLE.alice.password);
    const token = await newest(/bob@example\.com[\s\S]*?not-me\?token=([\w.-]+)/);
    expect(await statusOf(demo.visitor().post('/2fa/not-me', { token }))).toBe(204);
    expect(demo.app.output()).toMatch(/\[Alarm\] countersign\.contested at \S+Z, event [0-9a-f-]{36}$/m);
    expect(await statusOf(bob.get('/api/me'))).toBe(401);
    expect(await list(alice)).toMatch(/Bob Jansen says “this was not me”[\s\S]*Must change password/);
    await logInFor(bob, 'bob', PEOPLE.bob.password);
    const led = await bob.get('/products', { accept: 'html' });
    expect([led.status, led.headers.get('location')]).toEqual([303, '/password?returnTo=%2Fproducts']);
    expect(await (await bob.get('/api/me')).json()).toMatchObject({ statusCode: 403, next: '/password' });
    expect(await statusOf(bob.post('/password', { ...NEXT, current: 'another-password' }))).toBe(400);
    expect(await statusOf(bob.post('/password', { ...NEXT, chosen: NEXT.current }))).toBe(400);
    expect(await statusOf(bob.post('/password', NEXT))).toBe(303);
    expect(await statusOf(bob.get('/api/me'))).toBe(200);
    expect(await list(alice)).not.toContain('Bob Jansen says');
  });

  test('R13: a super administrator sets it, for one log-in; before both steps the page is not there', async () => {
    const [alice, bob] = [demo.visitor(), demo.visitor()];
    await logInFor(bob, 'bob', NEXT.chosen);
    await logInFor(alice, 'alice', PEOPLE.alice.password);
    const { id } = (await (await bob.get('/api/me')).json()) as { id: string };
    const path = `/administrators/${id}/password`;
    expect(await statusOf(bob.post(path, { password: 'bob-password-3' }))).toBe(403);
    expect(await statusOf(alice.post(path, { password: 'short' }))).toBe(400);
    expect(await statusOf(alice.post(path, { password: NEXT.chosen }))).toBe(409);
    expect(await statusOf(alice.post(path, { password: 'bob-password-3' }))).toBe(303);
    expect(await statusOf(bob.get('/api/me'))).toBe(401);
    expect(await statusOf(bob.post('/login', { username: PEOPLE.bob.username, password: NEXT.chosen }))).toBe(401);
    expect(await statusOf(bob.post('/login', { username: PEOPLE.bob.username, password: 'bob-password-3' }))).toBe(202);
    expect(await statusOf(bob.get('/password'))).toBe(401);
    expect(await statusOf(bob.post('/password', { current: 'bob-password-3', chosen: 'a-thief-chooses' }))).toBe(401);
    await bob.post('/2fa/verify', { code: await newest(/@localhost #(\d{6})/) });
    expect(await statusOf(bob.get('/api/me'))).toBe(403);
    expect(await statusOf(bob.get('/password'))).toBe(200);
  });
});
