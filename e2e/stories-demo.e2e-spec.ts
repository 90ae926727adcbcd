import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type Browsers, MODES, openBrowsers } from './harness/browsers.js';
import { type Console, startConsole } from './harness/console.js';
import { problemsOf } from './harness/look.js';
import { otherThan, PEOPLE } from './harness/people.js';

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
