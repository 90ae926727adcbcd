import { twilioAnswers } from '@countersign/twilio/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { BrowserVisitor } from './harness/browser-visitor.js';
import { MODES, openStage, type Stage } from './harness/browsers.js';
import { enrol, otherThan, PEOPLE } from './harness/people.js';

const { phone } = PEOPLE.alice;

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 120_000);
afterAll(() => stage?.[Symbol.asyncDispose]());
beforeEach(() => stage.system.forget());
afterEach(async () => expect(await stage.clear()).toEqual([]));

const newest = () => ({
  code: stage.system.twilio.lastCode(phone),
  reference: stage.system.twilio.lastReference(phone),
});

describe.each(MODES)('$mode', ({ scripts }) => {
  const atCode = () => stage.aliceAtCode({ scripts });
  /** The same, where time will pass: for the scripts of the page too. */
  const atCodeForLong = () => stage.aliceAtCode({ scripts, holdClock: scripts });

  /** The page's own words for a problem, where a keyboard and a screen reader start. */
  const problem = async (alice: BrowserVisitor) => ({
    alert: await alice.alert(),
    focus: await alice.focus(),
    invalid: await alice.codeField().getAttribute('aria-invalid'),
  });

  test('R30, R82: another code works after 30 s; the old one is named as such, by the letters of the new one', async () => {
    const alice = await atCodeForLong();
    const old = newest();
    expect(await alice.reference()).toBe(old.reference);
    await stage.pass(30, alice);
    await alice.press('Resend Code');
    const { code, reference } = newest();
    expect(reference).not.toBe(old.reference);
    expect(await alice.reference()).toBe(reference);
    expect(await alice.page.getByRole('status').first().textContent()).toContain(`the one marked ${reference}`);
    await alice.enterCode(old.code);
    const { alert } = await problem(alice);
    expect(alert).toContain('That is the code of an earlier message.');
    expect(alert).toContain(`Use the code in the message marked ${reference}.`);
    await alice.enterCode(code);
    expect(await alice.heading()).toBe('Dashboard');
  });

  test('another code too soon: the wait is stated, and nothing is sent', async () => {
    const alice = await atCode();
    const sent = stage.system.twilio.requests.length;
    expect(await alice.text()).toMatch(/You can ask for another code in (29|30) seconds\./);
    if (scripts) expect(await alice.control('Resend Code').isDisabled()).toBe(true);
    else {
      await alice.press('Resend Code');
      expect(await alice.alert()).toMatch(
        /Wait a moment before asking for another\.\s+You can ask for another code in \d+ sec/,
      );
    }
    expect(stage.system.twilio.requests).toHaveLength(sent);
    await alice.enterCode(newest().code);
    expect(await alice.heading()).toBe('Dashboard');
  });

  test('a wrong code is announced at the field, with the tries left; then the right one works', async () => {
    const alice = await atCode();
    await alice.enterCode(otherThan(newest().code));
    expect(await problem(alice)).toEqual({
      alert: expect.stringMatching(/That code is not right\.\s+You have 4 tries left\./),
      focus: scripts ? 'alert' : 'code',
      invalid: 'true',
    });
    expect(await alice.page.title()).toBe('Error: That code is not right. Verify code – Management Interface');
    expect(await alice.codeField().inputValue()).toBe('');
    await alice.enterCode(newest().code);
    expect(await alice.heading()).toBe('Dashboard');
  });

  test('what cannot be a code is said so, and costs no try', async () => {
    const alice = await atCode();
    await alice.enterCode('12345');
    expect(await alice.alert()).toMatch(/Check what you entered\.\s+code: must be 6 digits/);
    await alice.enterCode(otherThan(newest().code));
    expect(await alice.alert()).toContain('You have 4 tries left.');
  });

  test('R12: five wrong codes end it, and the way on is to log in again: a new code, and a wait that the page tells', async () => {
    const alice = await atCodeForLong();
    for (let tries = 4; tries > 0; tries--) {
      await alice.enterCode(otherThan(newest().code));
      expect(await alice.alert()).toContain(tries > 1 ? `You have ${tries} tries left.` : 'You have 1 try left.');
    }
    await alice.enterCode(otherThan(newest().code));
    expect(await alice.heading()).toBe('Too many wrong codes');
    await alice.press('Log in again');
    await alice.logIn('alice');
    expect(await alice.text()).toMatch(/You can try again in (30|2\d) seconds\./);
    if (scripts) expect(await alice.control('Verify').isDisabled()).toBe(true);
    else {
      await alice.enterCode(newest().code);
      expect(await alice.alert()).toContain('Codes are not accepted for now.');
    }
    await stage.pass(30, alice);
    await alice.enterCode(newest().code);
    expect(await alice.heading()).toBe('Dashboard');
  });

  test('a code that expired says so, and another one is a button away', async () => {
    const alice = await atCodeForLong();
    await stage.pass(301, alice);
    if (scripts) expect(await alice.text()).toContain('This code has expired.');
    await alice.enterCode(newest().code);
    expect(await alice.alert()).toContain('That code has expired. Ask for a new one.');
    expect(await alice.codeField().count()).toBe(0);
    await alice.press('Send Code');
    await alice.enterCode(newest().code);
    expect(await alice.heading()).toBe('Dashboard');
  });

  test('R82: the time left is stated, and with scripts it counts', async () => {
    const alice = await atCodeForLong();
    expect(await alice.text()).toContain('The code is valid for 5 more minutes.');
    await stage.pass(120, alice);
    if (scripts) {
      expect(await alice.text()).toContain('The code is valid for 3 more minutes.');
      expect(await alice.control('Resend Code').isEnabled()).toBe(true);
    }
    await alice.page.reload();
    expect(await alice.text()).toContain('The code is valid for 3 more minutes.');
    expect(await alice.text()).toContain('You can ask for another code now.');
  });

  test.each([
    ['refuses', twilioAnswers.error(20503, 503), 'We could not send the code: too many are being sent just now.'],
    ['does not answer', twilioAnswers.hang(), 'We do not know whether the message was delivered.'],
  ])('R85: Twilio %s: the page says so, and the next try works', async (_, answer, said) => {
    await enrol(stage.system, stage.system.console.visitor(), 'alice');
    stage.system.twilio.respond(answer);
    const alice = await stage.aliceAtFirst({ scripts, holdClock: scripts });
    expect(await alice.heading()).toBe('Verify code');
    expect(await alice.text()).toContain(said);
    stage.system.twilio.respond(twilioAnswers.accept());
    await stage.pass(30, alice);
    await alice.press('Resend Code');
    expect(await alice.text()).not.toContain(said);
    await alice.enterCode(newest().code);
    expect(await alice.heading()).toBe('Dashboard');
  });
});
