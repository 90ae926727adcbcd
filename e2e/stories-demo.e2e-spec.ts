import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type Browsers, MODES, openBrowsers } from './harness/browsers.js';
import { type Console, startConsole } from './harness/console.js';
import { problemsOf } from './harness/look.js';

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
