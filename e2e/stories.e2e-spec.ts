import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { MODES, openStage, type Stage } from './harness/browsers.js';
import { PEOPLE } from './harness/people.js';

const { username, password, phone } = PEOPLE.alice;

/** Incomplete, of a country that is not in the list, no mobile. */
const UNUSABLE = [
  ['06 1234', 'That is not a complete phone number.'],
  ['+32 470 12 34 56', 'Use a mobile number of a country in the list.'],
  ['020 794 1234', 'That phone number cannot be used here.'],
] as const;

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 120_000);
afterAll(() => stage?.[Symbol.asyncDispose]());
beforeEach(() => stage.system.forget());
afterEach(async () => expect(await stage.clear()).toEqual([]));

const newestCode = () => stage.system.twilio.lastCode(phone);

describe.each(MODES)('logging in, $mode', ({ scripts }) => {
  test('the first time: password, phone, code, and on to the page first asked for', async () => {
    const alice = await stage.visitor({ scripts });
    await alice.open('/products');
    expect(alice.path()).toBe('/login?returnTo=%2Fproducts');
    await alice.logIn('alice');
    expect(await alice.page.title()).toBe('Register phone number – Management Interface');
    expect(await alice.text()).toContain('SMS is a restricted method');
    await alice.registerPhone('06 12345601');
    expect(await alice.page.title()).toBe('Verify code – Management Interface');
    expect(await alice.text()).toContain('We sent a code to •••• 01');
    await alice.enterCode(newestCode());
    expect([alice.path(), await alice.heading()]).toEqual(['/products', 'Products']);
  });

  test('every day: the code is sent at once, R82: into one labelled field that has the keyboard', async () => {
    const alice = await stage.aliceAtCode({ scripts });
    expect(stage.system.twilio.messages).toHaveLength(2);
    expect(await alice.text()).toContain('We sent a code to •••• 01');
    expect([await alice.focus(), await alice.page.getByRole('textbox').count()]).toEqual(['code', 1]);
    const attributes = ['inputmode', 'autocomplete', 'aria-describedby', 'maxlength'];
    const values = await Promise.all(attributes.map((name) => alice.codeField().getAttribute(name)));
    expect(values).toEqual(['numeric', 'one-time-code', 'code-reference code-validity', null]);
    await alice.enterCode(newestCode());
    expect([alice.path(), await alice.heading()]).toEqual(['/', 'Dashboard']);
  });

  test('R82: with the keyboard alone', async () => {
    const alice = await stage.visitor({ scripts });
    const { keyboard } = alice.page;
    const type = async (...keys: string[]) => {
      for (const key of keys) await (key === 'Tab' ? keyboard.press(key) : keyboard.type(key));
    };
    await alice.open('/products');
    await type('Tab', username, 'Tab', password);
    await alice.toNextPage(() => keyboard.press('Enter'));
    await type('Tab', 'Neth', 'Tab', '0612345601');
    await alice.toNextPage(() => keyboard.press('Enter'));
    // Chromium gives a field its autofocus a moment after the page has loaded: sooner than people type, later than we do.
    await alice.page.locator('#code:focus').waitFor();
    await type(newestCode());
    await alice.toNextPage(() => keyboard.press('Enter'));
    expect(alice.path()).toBe('/products');
    await type('Tab');
    expect(await alice.page.locator(':focus').textContent()).toBe('Skip to content');
    await type('Tab', 'Tab');
    await keyboard.press('Enter');
    // The own factors, and then the log-out.
    await type('Tab', 'Tab');
    await alice.toNextPage(() => keyboard.press('Enter'));
    expect(alice.path()).toBe('/login');
  });

  test.each([
    ['as a phone shows it', (code: string) => `${code.slice(0, 3)} ${code.slice(3)}`],
    ['as the whole message', () => stage.system.twilio.messages.at(-1)?.body ?? ''],
  ])('R82: the code pasted %s', async (_, written) => {
    const alice = await stage.aliceAtCode({ scripts, path: '/products' });
    await alice.paste(written(newestCode()));
    await alice.press('Verify');
    expect(alice.path()).toBe('/products');
  });

  test('a double click on Verify over a slow line logs in once', async () => {
    const alice = await stage.aliceAtCode({ scripts, path: '/products' });
    const pressed: string[] = [];
    await alice.page.route('**/2fa/verify', async (route) => {
      pressed.push(route.request().method());
      await setTimeout(500);
      await route.continue();
    });
    await alice.codeField().fill(newestCode());
    await alice.control('Verify').dblclick({ delay: 60 });
    await alice.page.getByRole('heading', { name: 'Products' }).waitFor();
    expect(pressed).toEqual(['POST']);
    expect(await stage.system.keys.keys('mi:session:*')).toHaveLength(2);
  });

  test('Cancel goes back to the log-in page, and the back button shows nothing usable', async () => {
    const alice = await stage.aliceAtCode({ scripts });
    await alice.press('Cancel');
    expect(alice.path()).toBe('/login');
    await alice.page.goBack();
    expect([alice.path(), await alice.heading()]).toEqual(['/2fa', 'Sign-in expired']);
    expect(await alice.page.locator('form').count()).toBe(0);
    await alice.press('Log in again');
    expect(alice.path()).toBe('/login');
  });

  test('Log out ends it, for the back button too', async () => {
    const alice = await stage.aliceAtCode({ scripts, path: '/products' });
    await alice.enterCode(newestCode());
    await alice.page.getByText('Alice Martin').first().click();
    await alice.press('Log out');
    expect(alice.path()).toBe('/login');
    await alice.page.goBack();
    expect(alice.path()).toBe('/login?returnTo=%2Fproducts');
  });
});

describe.each(MODES)('registering a phone, $mode', ({ scripts }) => {
  test('a number that cannot be used is named as such, and stays to be corrected', async () => {
    const alice = await stage.aliceAtFirst({ scripts });
    const number = alice.page.getByLabel('Mobile number');
    for (const [typed, said] of UNUSABLE) {
      await alice.registerPhone(typed);
      expect(await alice.alert()).toContain(said);
      expect(await alice.page.title()).toMatch(/^Error: /);
      expect([await number.inputValue(), await number.getAttribute('aria-invalid')]).toEqual([typed, 'true']);
      expect(await alice.page.getByLabel('Country').inputValue()).toBe('NL');
    }
    expect(stage.system.twilio.requests).toEqual([]);
  });

  test('a wrong number can be changed; its code does not register the right one', async () => {
    const alice = await stage.aliceAtFirst({ scripts });
    await alice.registerPhone('06 12345699');
    const wrong = stage.system.twilio.lastCode('+31612345699');
    await alice.press('Change number');
    await stage.pass(30, alice);
    await alice.registerPhone('06 12345601');
    expect(await alice.text()).toContain('We sent a code to •••• 01');
    await alice.enterCode(wrong);
    expect(await alice.alert()).toContain('You have 4 tries left.');
    await alice.enterCode(newestCode());
    expect(await alice.heading()).toBe('Dashboard');
  });
});
