import { describe, expect, test } from '@jest/globals';
import type { SendOutcome } from '../ports/code-sender.js';
import type { NumberCheck, NumberToCheck, NumberVerdict } from '../ports/number-check.js';
import { codeOf, createEnrolled, createHost, logIn, PHONE, refusalOf } from '../spec/flow.js';

/** A check that says this, and remembers what it was asked. */
function checkSaying(say: () => unknown, beforeEverySend = false) {
  const asked: NumberToCheck[] = [];
  const check = async (number: NumberToCheck) => {
    asked.push(number);
    return (await say()) as NumberVerdict;
  };
  return { asked, numberCheck: { beforeEverySend, check } satisfies NumberCheck };
}

const refused = 'countersign.number.refused';

const ACCEPTED: SendOutcome = { status: 'accepted', id: '1' };
const DOWN: SendOutcome = { status: 'refused', reason: 'unavailable', retryable: true, switchChannel: true };

describe('a check of numbers', () => {
  test('R27: is asked before a number is registered, and a number that it blocks gets nothing', async () => {
    const { asked, numberCheck } = checkSaying(() => 'block');
    const host = createHost({ numberCheck });
    const { token } = await logIn(host, host.alice);
    const error = await refusalOf(host.secondFactor.enrolPhone(token, { phone: PHONE.typed, country: 'NL' }));
    expect(error).toMatchObject({ code: 'phone_not_allowed' });
    expect(host.sender.sent).toEqual([]);
    expect(asked.map(({ phone, ...rest }) => [phone.reveal(), rest])).toEqual([
      [PHONE.e164, { channel: 'sms', purpose: 'enrol', subject: 'alice' }],
    ]);
    expect(host.sink.events.find(({ type }) => type === refused)).toMatchObject({ subject: 'alice', verdict: 'block' });
  });

  test('R27: a number that it allows gets its code', async () => {
    const { numberCheck } = checkSaying(() => 'allow');
    const host = createHost({ numberCheck });
    const { token } = await logIn(host, host.alice);
    await host.secondFactor.enrolPhone(token, { phone: PHONE.typed, country: 'NL' });
    expect(host.sender.sent).toHaveLength(1);
    expect(host.sink.events.some(({ type }) => type === refused)).toBe(false);
  });

  test('R27: is asked before each other code only where the host wants that', async () => {
    let verdict: NumberVerdict = 'allow';
    for (const every of [false, true]) {
      const { asked, numberCheck } = checkSaying(() => verdict, every);
      verdict = 'allow';
      const host = await createEnrolled({ numberCheck });
      const enrolled = asked.length;
      verdict = 'block';
      const { token } = await logIn(host, host.alice);
      expect(asked.length - enrolled).toBe(every ? 1 : 0);
      const { code } = await host.secondFactor.state(token);
      expect([code?.delivery, code?.failure]).toEqual(every ? ['undelivered', 'number_blocked'] : ['accepted', null]);
    }
  });

  test.each<[string, () => unknown]>([
    ['throws', () => Promise.reject(new Error('the text of a provider'))],
    ['says what is no verdict', () => 'perhaps'],
    ['says nothing', () => undefined],
  ])('R27: one that %s is no leave', async (_, say) => {
    const { numberCheck } = checkSaying(say);
    const host = createHost({ numberCheck });
    const { token } = await logIn(host, host.alice);
    expect(await codeOf(host.secondFactor.enrolPhone(token, { phone: PHONE.typed, country: 'NL' }))).toBe(
      'code_not_sent',
    );
    expect(host.sender.sent).toEqual([]);
    expect(JSON.stringify(host.sink.events)).not.toContain('the text of a provider');
    expect(host.sink.events.find(({ type }) => type === refused)).toMatchObject({ verdict: 'none' });
  });

  test('R27, R28: is paid for by a send: who has none left has nothing checked', async () => {
    const { asked, numberCheck } = checkSaying(() => 'block');
    const host = createHost({ numberCheck, sendQuotas: { subject: { hour: 1, day: 1 } } });
    for (let times = 0; times < 3; times++) {
      const { token } = await logIn(host, host.alice);
      await codeOf(host.secondFactor.enrolPhone(token, { phone: PHONE.typed, country: 'NL' }));
    }
    expect(asked).toHaveLength(1);
  });

  test('R85: is not asked while the sender is left alone; a refusal takes no probe from it', async () => {
    let verdict: NumberVerdict = 'allow';
    const { asked, numberCheck } = checkSaying(() => verdict, true);
    const host = await createEnrolled({ numberCheck, sendQuotas: { subject: { hour: 10 } } });
    const logInWith = async (answer: SendOutcome) => {
      host.sender.answer = () => answer;
      return (await logIn(host, host.alice)).state.code?.failure;
    };
    for (let n = 0; n < 5; n++) expect(await logInWith(DOWN)).toBe('unavailable');
    expect([await logInWith(ACCEPTED), asked.length]).toEqual(['unavailable', 6]);
    host.clock.advance(30_000);
    verdict = 'block';
    expect([await logInWith(ACCEPTED), asked.length]).toEqual(['number_blocked', 7]);
    verdict = 'allow';
    expect(await logInWith(ACCEPTED)).toBe(null);
  });

  test('R85: with the send it takes no longer than the patience with the sender', async () => {
    const { numberCheck } = checkSaying(() => new Promise((resolve) => setTimeout(resolve, 400, 'allow')), true);
    const host = createHost({ numberCheck, senderTimeoutSeconds: 1 });
    host.sender.answer = () => new Promise<SendOutcome>(() => undefined);
    const { token } = await logIn(host, host.alice);
    const start = performance.now();
    expect(await codeOf(host.secondFactor.enrolPhone(token, { phone: PHONE.typed }))).toBe('code_not_sent');
    expect(performance.now() - start).toBeLessThan(1_300);
    expect(host.sender.sent).toHaveLength(1);
  });

  test('R85: that does not answer leaves no less than half a second, and then nothing is sent', async () => {
    const { numberCheck } = checkSaying(() => new Promise(() => undefined));
    const host = createHost({ numberCheck, senderTimeoutSeconds: 1 });
    const { token } = await logIn(host, host.alice);
    const start = performance.now();
    expect(await codeOf(host.secondFactor.enrolPhone(token, { phone: PHONE.typed }))).toBe('code_not_sent');
    expect(performance.now() - start).toBeLessThan(900);
    expect(host.sender.sent).toEqual([]);
  });

  test('R87: one without its method stops the start', () => {
    expect(() => createHost({ numberCheck: {} as NumberCheck })).toThrow(/numberCheck/);
  });
});
