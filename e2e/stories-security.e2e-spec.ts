import { freePort } from '@countersign/support';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { guess } from './harness/attack.js';
import type { BrowserVisitor } from './harness/browser-visitor.js';
import { type Browsers, MODES, openBrowsers } from './harness/browsers.js';
import { startConsole } from './harness/console.js';
import { emptyParts } from './harness/empty-parts.js';
import { logIn, PEOPLE, type Person } from './harness/people.js';
import { ageProofs } from './harness/sessions.js';
import { environmentOf, type Parts, type System, startParts, systemOf } from './harness/system.js';
import { until } from './harness/until.js';

const SECURITY = '/administrators/security';

let parts: Parts;
let browsers: Browsers;
let env: Record<string, string>;
beforeAll(async () => {
  const [servers, PORT] = await Promise.all([startParts(), freePort()]);
  parts = servers;
  env = { ...environmentOf(parts), PORT: String(PORT), SECOND_FACTOR: 'off', BYPASS_CODES: 'two' };
  browsers = await openBrowsers(`http://localhost:${PORT}`);
}, 120_000);
afterAll(() => Promise.all([browsers, ...Object.values(parts ?? {})].map((each) => each?.[Symbol.asyncDispose]())));

let system: System;
// A console for each story: the one before knows for five seconds who had enrolled, and for two how the switch stood.
beforeEach(async () => {
  await emptyParts(parts);
  system = await systemOf(parts, [startConsole(env)]);
}, 120_000);
afterEach(async () => {
  const faults = await browsers.clear();
  await system.leave();
  expect(faults).toEqual([]);
});

const logInTo = async (person: Person, path: string, scripts: boolean) => {
  const visitor = await browsers.visitor({ scripts });
  await visitor.open(path);
  await visitor.logIn(person);
  return visitor;
};

const turn = async (visitor: BrowserVisitor) =>
  visitor.toNextPage(() => visitor.page.getByRole('switch', { name: 'Two-factor authentication' }).click());

/** Ten wrong codes for an account, with the patience that they cost. */
async function lockOut(): Promise<void> {
  for (const times of [5, 4, 1]) {
    const thief = system.console.visitor();
    await logIn(thief, 'bob');
    await guess(system, thief, system.twilio.lastCode(PEOPLE.bob.phone), times);
  }
  expect((await logIn(system.console.visitor(), 'bob')).status).toBe(429);
}

/** Bob has lost his phone: Alice issues a code, Carol approves it, and he registers another phone with it (R59, R60, R72). */
async function comesBackByBypassCode(alice: BrowserVisitor, id: string): Promise<void> {
  const page = `/administrators/${id}/second-factor`;
  const reasonOf = (visitor: BrowserVisitor, act: string) =>
    visitor.page.locator(`form[action*="/${act}?"]`).getByLabel('Reason');
  await alice.open(page);
  await reasonOf(alice, 'bypass-code').fill('Bob has lost his phone');
  await alice.press('Issue a bypass code');
  const code = await alice.page.locator('code').textContent();
  expect(await alice.text()).toContain('only when a second administrator has approved it');
  await until('bob hears of it on his phone', () =>
    system.twilio.messages.some(({ to, body }) => to === PEOPLE.bob.phone && /an administrator made a code/.test(body)),
  );
  await alice.open(page);
  expect(await alice.text()).toContain('Somebody else has to approve it.');
  await system.sql("UPDATE administrator SET role = 'super' WHERE name LIKE 'Carol%'");
  const carol = await logInTo('carol', page, false);
  await provePhone(carol, 'carol');
  expect(await carol.text()).toContain('Alice Martin has issued one, for this reason: Bob has lost his phone');
  await reasonOf(carol, 'bypass-code/approve').fill('I have called Bob at home');
  await carol.press('Approve the bypass code');
  await carol.leave();
  const bob = await logInTo('bob', '/products', false);
  await bob.open('/2fa?method=recovery');
  await bob.page.getByLabel('Recovery code').fill(String(code).toLowerCase());
  await bob.press('Use this code');
  expect(await bob.heading()).toBe('Register your second step anew');
  await bob.registerPhone('06 12345604');
  await bob.enterCode(system.twilio.lastCode('+31612345604'));
  expect(await bob.heading()).toBe('Your new recovery codes');
}

const provePhone = async (visitor: BrowserVisitor, person: Person) => {
  await visitor.registerPhone(PEOPLE[person].phone);
  await visitor.enterCode(system.twilio.lastCode(PEOPLE[person].phone));
};

describe.each(MODES)('the Security switch, $mode', ({ scripts }) => {
  test('on: everybody is asked, open sessions too, and gets back to where they were; off: nobody', async () => {
    const bob = await logInTo('bob', '/products', scripts);
    expect(bob.path()).toBe('/products');
    const alice = await logInTo('alice', SECURITY, scripts);
    expect(alice.path()).toBe(SECURITY);
    expect(await alice.text()).toContain('0 of 3 administrators have registered a phone.');
    await turn(alice);
    expect(await alice.heading()).toBe('Register phone number');
    await provePhone(alice, 'alice');
    expect(alice.path()).toBe(SECURITY);
    expect(await alice.text()).toContain('1 of 3 administrators have registered a phone.');
    expect(await alice.page.getByRole('switch').getAttribute('aria-checked')).toBe('true');

    await bob.open('/administrators');
    expect(await bob.heading()).toBe('Register phone number');
    await provePhone(bob, 'bob');
    expect(bob.path()).toBe('/administrators');
    await bob.open(SECURITY);
    expect(await bob.text()).toContain('Only a super administrator can change this.');
    expect(await bob.page.getByRole('switch').isDisabled()).toBe(true);

    await turn(alice);
    expect(alice.path()).toBe(SECURITY);
    expect(await alice.page.getByRole('switch').getAttribute('aria-checked')).toBe('false');
    const carol = await logInTo('carol', '/products', scripts);
    expect(carol.path()).toBe('/products');
  });

  test('R66, R67: turning it off asks for a fresh proof when the last one is old, and goes through after it', async () => {
    const alice = await logInTo('alice', SECURITY, scripts);
    await turn(alice);
    await provePhone(alice, 'alice');
    await ageProofs(system, 301);
    await turn(alice);
    expect(await alice.heading()).toBe('Confirm that it is you');
    await alice.press('Send Code');
    await alice.enterCode(system.twilio.lastCode(PEOPLE.alice.phone));
    expect(alice.path()).toBe('/2fa/continue');
    await alice.press('Continue');
    expect(alice.path()).toBe(SECURITY);
    expect(await alice.page.getByRole('switch').getAttribute('aria-checked')).toBe('false');
  });

  test('R72: a super administrator unlocks another one, with a reason that is in the activity; nobody else may', async () => {
    const alice = await logInTo('alice', SECURITY, scripts);
    await turn(alice);
    await provePhone(alice, 'alice');
    const bob = await logInTo('bob', '/administrators', scripts);
    await provePhone(bob, 'bob');
    expect(await bob.page.getByRole('link', { name: 'Second factor' }).count()).toBe(0);
    for (const key of await system.keys.keys('cs:*')) await system.keys.del(key);
    const [{ id }] = (await system.sql("SELECT id FROM administrator WHERE name LIKE 'Bob%'")) as [{ id: string }];
    await lockOut();

    await ageProofs(system, 301);
    await alice.open('/administrators');
    await alice.toNextPage(() =>
      alice.page.getByRole('row', { name: /Bob/ }).getByRole('link', { name: 'Second factor' }).click(),
    );
    expect(await alice.heading()).toBe('Confirm that it is you');
    await alice.press('Send Code');
    await alice.enterCode(system.twilio.lastCode(PEOPLE.alice.phone));
    expect(await alice.heading()).toBe('Second factor of Bob Jansen');
    await alice.open('/administrators');
    expect(await alice.text()).toContain('The second step of Bob Jansen is locked');
    await alice.open(`/administrators/${id}/second-factor`);
    await alice.page.getByLabel('Reason').first().fill('Bob has called from his desk');
    await alice.press('Unlock');
    expect(alice.path()).toBe('/administrators');
    // The list hears of it as of any event: a moment later.
    await until('the list knows', async () => {
      await alice.open('/administrators');
      return !(await alice.text()).includes('locked');
    });
    await alice.open('/administrators/activity?type=countersign.unlocked');
    expect(await alice.text()).toContain('Bob has called from his desk');
    const again = await logInTo('bob', '/products', scripts);
    await again.enterCode(system.twilio.lastCode(PEOPLE.bob.phone));
    expect(again.path()).toBe('/products');
    await again.open(`/administrators/${id}/second-factor`);
    expect(await again.text()).toContain('You are not allowed to do this.');
    await again.leave();
    // No page of this has a script.
    if (!scripts) await comesBackByBypassCode(alice, id);
  });
});
