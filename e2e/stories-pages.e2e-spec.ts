import { TotpSecret } from '@countersign/core';
import { twilioAnswers } from '@countersign/twilio/testing';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { BrowserVisitor } from './harness/browser-visitor.js';
import { openStage, type Stage } from './harness/browsers.js';
import { problemsOf } from './harness/look.js';
import { awaitCode, enrol, otherThan, PEOPLE } from './harness/people.js';
import { ageProofs } from './harness/sessions.js';
import { giveKey } from './harness/virtual-key.js';

const { phone } = PEOPLE.alice;

let stage: Stage;
let problems: string[] = [];
beforeAll(async () => {
  stage = await openStage();
}, 120_000);
afterAll(() => stage?.[Symbol.asyncDispose]());
beforeEach(() => stage.system.forget());
afterEach(async () => {
  expect([...problems, ...(await stage.clear())]).toEqual([]);
  problems = [];
});

/** Takes pictures of a page, and notes what is wrong with it. */
const look = async (visitor: BrowserVisitor, name: string) => problems.push(...(await problemsOf(visitor, name)));

const newestCode = () => stage.system.twilio.lastCode(phone);
const wrongCode = () => otherThan(newestCode());

test('the pages of a first log-in', async () => {
  const alice = await stage.visitor();
  await alice.open('/login');
  await look(alice, 'login');
  await alice.page.getByLabel('E-mail').fill('alice@example.com');
  await alice.page.getByLabel('Password').fill('a guess');
  await alice.press('Log in');
  await look(alice, 'login-refused');
  await alice.logIn('alice');
  await look(alice, 'register-phone');
  await alice.registerPhone('06 1234');
  await look(alice, 'register-phone-refused');
  await alice.registerPhone('06 12345601');
  await look(alice, 'verify-first');
});

test('the pages of a code', async () => {
  const alice = await stage.aliceAtCode({ holdClock: true });
  const old = newestCode();
  await alice.codeField().fill(newestCode());
  await look(alice, 'verify');
  await alice.toNextPage(() =>
    alice.page.locator('#resend').evaluate((button: HTMLButtonElement) => button.form?.submit()),
  );
  await look(alice, 'verify-too-soon');
  await alice.enterCode(wrongCode());
  await look(alice, 'verify-wrong');
  await stage.pass(30, alice);
  await alice.press('Resend Code');
  await look(alice, 'verify-sent-again');
  await alice.enterCode(old);
  await look(alice, 'verify-superseded');
  await stage.pass(301, alice);
  await alice.enterCode(newestCode());
  await look(alice, 'send-code-expired');
  await alice.open('/2fa');
  await look(alice, 'send-code');
});

test('the pages of a code that could not be sent', async () => {
  await enrol(stage.system, stage.system.console.visitor(), 'alice');
  stage.system.twilio.respond(twilioAnswers.error(20503, 503));
  const alice = await stage.aliceAtFirst({ holdClock: true });
  await look(alice, 'verify-not-sent');
  await stage.pass(30, alice);
  await alice.press('Resend Code');
  await look(alice, 'verify-not-sent-again');
});

test('R47: the pages of a passkey: registered at the first log-in, asked for at the next and for a step-up', async () => {
  const alice = await stage.aliceAtFirst({ path: '/products' });
  await using key = await giveKey(alice);
  await alice.page.getByLabel('Name of the passkey').fill('Alice’s laptop');
  await alice.press('Register a passkey or security key');
  expect([alice.path(), await key.held(), stage.system.twilio.messages.length]).toEqual(['/products', 1, 0]);
  await alice.page.getByText('Alice Martin').first().click();
  await alice.press('Log out');
  await alice.logIn('alice');
  expect(await alice.heading()).toBe('Use your passkey');
  await look(alice, 'passkey');
  await alice.press('Use your passkey');
  expect(await alice.heading()).toBe('Dashboard');
  await enrol(stage.system, stage.system.console.visitor(), 'bob');
  await alice.open('/administrators');
  const bob = alice.page.locator('tr', { hasText: 'bob@example.com' });
  await alice.toNextPage(() => bob.getByRole('link', { name: 'Second factor' }).click());
  await look(alice, 'second-factor');
  await alice.page.locator('form[action*="/bypass-code?"]').getByLabel('Reason').fill('Bob has lost his phone');
  await alice.press('Issue a bypass code');
  expect(await alice.heading()).toBe('A code for another account');
  await look(alice, 'bypass-code');
  await alice.open('/2fa?prove=password&returnTo=%2Fproducts');
  expect(await alice.page.getByLabel('Password').count()).toBe(1);
  await look(alice, 'password');
  await alice.open('/administrators/security');
  await ageProofs(stage.system, 301);
  await alice.toNextPage(() => alice.page.getByRole('switch').click());
  await alice.press('Use your passkey');
  await look(alice, 'passkey-step-up');
  await alice.press('Use your passkey');
  expect(alice.path()).toBe('/2fa/continue');
});

test('the pages of an end', async () => {
  const nobody = await stage.visitor();
  await nobody.open('/2fa');
  await look(nobody, 'refused-expired');
  const alice = await stage.aliceAtCode();
  for (let tries = 0; tries < 5; tries++) await alice.enterCode(wrongCode());
  await look(alice, 'refused-too-many');
  const guesser = stage.system.console.visitor();
  const code = await awaitCode(stage.system, guesser, 'alice');
  for (let tries = 0; tries < 5; tries++) await guesser.post('/2fa/verify', { code: otherThan(code) });
  await alice.press('Log in again');
  await alice.logIn('alice');
  await look(alice, 'refused-locked');
});

test('the pages of the console', async () => {
  const alice = await stage.aliceAtCode();
  await alice.enterCode(newestCode());
  await look(alice, 'dashboard');
  await alice.page.getByText('Alice Martin').first().click();
  await look(alice, 'user-menu');
  for (const path of ['products', 'administrators', 'administrators/activity']) {
    await alice.open(`/${path}`);
    await look(alice, path.replace('/', '-'));
  }
  await alice.open('/nowhere');
  await look(alice, 'not-found');
  await alice.open('/administrators/security');
  await look(alice, 'security');
  await alice.open('/2fa/admin/report');
  expect(await alice.heading()).toBe('Who has a second factor');
  await look(alice, 'report');
  await alice.open('/administrators/security');
  await ageProofs(stage.system, 301);
  await alice.toNextPage(() => alice.page.getByRole('switch').click());
  await look(alice, 'step-up');
  await alice.press('Send Code');
  await alice.enterCode(newestCode());
  await look(alice, 'continue');
});

test('R35, R38, R39: who changes the phone goes on; another browser does not, and the old number is told', async () => {
  const { twilio } = stage.system;
  const [owner, elsewhere] = [await stage.aliceAtCode(), await stage.visitor({ scripts: false })];
  await owner.enterCode(newestCode());
  await stage.pass(30, owner);
  await elsewhere.open('/products');
  await elsewhere.logIn('alice');
  await elsewhere.enterCode(newestCode());
  expect(await elsewhere.heading()).toBe('Products');
  await owner.page.locator('.user-menu summary').click();
  await owner.press('My security');
  await look(owner, 'my-security');
  await owner.press('Change number (phone ending in 01)');
  expect(await owner.heading()).toBe('Your new phone number');
  await owner.registerPhone('+31612345698');
  await owner.enterCode(twilio.lastCode('+31612345698'));
  expect([await owner.heading(), await owner.text()]).toEqual([
    'My security',
    expect.stringContaining('Phone •••• 98'),
  ]);
  expect(await owner.text()).not.toContain('•••• 01');
  await owner.open('/products');
  await elsewhere.open('/products');
  expect([await owner.heading(), await elsewhere.heading()]).toEqual(['Products', 'Second step needed']);
  expect(twilio.messages.filter(({ to }) => to === phone).at(-1)?.body).toBe(
    'Management Interface: this phone gets no more codes for your account. Not you? Tell an administrator.',
  );
});

test('R40, R55, R60, R65: an app instead of a phone, codes for the day when it is lost, and the way back in', async () => {
  const alice = await stage.visitor();
  const secretShown = async () => ((await alice.page.locator('.secret').textContent()) ?? '').replace(/\s/g, '');
  const shownNow = (secret: string) => new TotpSecret(secret).codeAt(Math.floor(Date.now() / 30_000)).reveal();
  await alice.open('/products');
  await alice.logIn('alice');
  await alice.press('Set up an authenticator app');
  await look(alice, 'totp-set-up');
  await alice.enterCode(shownNow(await secretShown()), 'Confirm');
  expect(await alice.heading()).toBe('Products');
  await alice.open('/2fa/factors');
  await alice.press('Make new recovery codes');
  await look(alice, 'recovery-codes');
  const [code = ''] = await alice.page.locator('.recovery-codes code').allTextContents();
  await alice.press('Continue');
  expect(await alice.text()).toContain('10 codes left');
  await alice.page.context().clearCookies();
  await alice.open('/products');
  await alice.logIn('alice');
  await look(alice, 'totp');
  await alice.page.getByText('Try another way').click();
  await alice.press('Use a recovery code');
  await look(alice, 'recovery');
  await alice.page.getByLabel('Recovery code').fill(code.toLowerCase());
  await alice.press('Use this code');
  await look(alice, 'register-phone-recovered');
  expect([await alice.heading(), await alice.text()]).toEqual([
    'Register your second step anew',
    expect.stringContaining('takes the place of what you had'),
  ]);
  await alice.registerPhone('06 12345601');
  await alice.enterCode(newestCode());
  expect(await alice.heading()).toBe('Your new recovery codes');
  await alice.press('Continue');
  expect(await alice.heading()).toBe('Products');
});
