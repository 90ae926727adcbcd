import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { MODES, openStage, type Stage } from './harness/browsers.js';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 120_000);
afterAll(() => stage?.[Symbol.asyncDispose]());
beforeEach(() => stage.system.forget());
afterEach(async () => expect(await stage.clear()).toEqual([]));

const ENDS = [
  ['that it arrived', 'The message has reached your phone.', {}],
  ['that it did not arrive', 'Your phone could not be reached.', { outcome: 'undelivered', errorCode: 30003 }],
] as const;

describe.each(MODES)('a receipt, $mode', ({ scripts }) => {
  test.each(ENDS)('R32: the page says of a message %s', async (_, said, how) => {
    const alice = await stage.aliceAtCode({ scripts });
    expect(await alice.text()).toContain('It can take up to a minute to arrive.');
    expect(await alice.text()).not.toContain(said);
    await alice.codeField().fill('1234');
    const { sid = '' } = stage.system.twilio.messages.at(-1) ?? {};
    const posted = await stage.system.twilio.deliver(sid, how);
    expect(new Set(posted.map(({ answer }) => answer))).toEqual(new Set([204]));
    if (!scripts) await alice.open('/2fa');
    await alice.page.getByText(said).waitFor();
    expect(await alice.text()).not.toContain('It can take up to a minute');
    // What is being typed stays.
    if (scripts) expect(await alice.codeField().inputValue()).toBe('1234');
    await alice.enterCode(stage.system.twilio.lastCode());
    expect(await alice.heading()).toBe('Dashboard');
  });
});
