import { describe, expect, test } from '@jest/globals';
import { codeOf, createEnrolled, failTimes, type Host, logIn, refusalOf, wrongCode } from '../spec/flow.js';

const DAY_MS = 86_400_000;

/** Ten wrong answers, over three sign-ins, with the patience that they cost: 930 s. */
async function lockOut(host: Host): Promise<void> {
  for (const times of [5, 3, 2]) await failPatiently(host, (await logIn(host, host.alice)).token, times);
}

/** Waits as long as it has to before each wrong answer. */
async function failPatiently(host: Host, token: string, times: number): Promise<string[]> {
  const codes: string[] = [];
  for (let n = 0; n < times; n++) {
    const refused = await refusalOf(host.secondFactor.verify(token, wrongCode(host)));
    codes.push(refused.code);
    host.clock.advance((refused.data.retryAfterSeconds ?? 0) * 1_000);
  }
  return codes;
}

/** Nothing of a sign-in runs out while its owner waits. */
const PATIENT = { signInTtlSeconds: 900, codeTtlSeconds: 600 } as const;

describe('the lock', () => {
  test('R11: comes at ten failures, whatever sign-in, code or resend they were made in', async () => {
    const host = await createEnrolled(PATIENT);
    const first = await logIn(host, host.alice);
    await failTimes(host, first.token, 2);
    host.clock.advance(30_000);
    await host.secondFactor.sendCode(first.token);
    await failTimes(host, first.token, 2);
    await host.secondFactor.cancel(first.token);
    const second = await logIn(host, host.alice);
    await failPatiently(host, second.token, 4);
    const third = await logIn(host, host.alice);
    expect(await failPatiently(host, third.token, 2)).toEqual(['code_wrong', 'code_wrong']);
    const refused = await refusalOf(host.secondFactor.verify(third.token, host.sender.last.code));
    // 30 s were for the resend, 930 s for the waits.
    expect(refused).toMatchObject({ code: 'second_factor_locked', data: { retryAfterSeconds: 86_400 - 30 - 930 } });
    expect(refused.state).toBeUndefined();
  });

  test('R12: a success does not clear the count', async () => {
    const host = await createEnrolled(PATIENT);
    const one = await logIn(host, host.alice);
    await failTimes(host, one.token, 4);
    await host.secondFactor.verify(one.token, host.sender.last.code);
    await failPatiently(host, (await logIn(host, host.alice)).token, 4);
    const last = await logIn(host, host.alice);
    await failPatiently(host, last.token, 2);
    expect(await codeOf(host.secondFactor.verify(last.token, host.sender.last.code))).toBe('second_factor_locked');
  });

  test('R16: holds for every way to go on, and no message goes out', async () => {
    const host = await createEnrolled(PATIENT);
    for (const times of [5, 3]) await failPatiently(host, (await logIn(host, host.alice)).token, times);
    const before = await logIn(host, host.alice);
    const { code } = host.sender.last;
    await failPatiently(host, (await logIn(host, host.alice)).token, 2);
    const sent = host.sender.sent.length;
    const steps = [
      host.secondFactor.verify(before.token, code),
      host.secondFactor.sendCode(before.token),
      host.secondFactor.begin(host.alice),
      host.secondFactor.beginStepUp(host.alice),
    ];
    expect(await Promise.all(steps.map(codeOf))).toEqual(Array(4).fill('second_factor_locked'));
    expect(host.sender.sent).toHaveLength(sent);
  });

  test('R12: the right code is not looked at in it, and works once it is over', async () => {
    const host = await createEnrolled(PATIENT);
    await lockOut(host);
    host.clock.advance(DAY_MS - 930_000 - 100_000);
    const wait = await refusalOf(host.secondFactor.begin(host.alice));
    expect(wait.data).toEqual({ retryAfterSeconds: 100 });
    host.clock.advance(100_000);
    const { token } = await logIn(host, host.alice);
    expect((await host.secondFactor.verify(token, host.sender.last.code)).user).toBe(host.alice);
  });

  test('3.1: is of the subject alone', async () => {
    const host = await createEnrolled(PATIENT);
    await lockOut(host);
    expect((await logIn(host, host.bob)).state.status).toBe('enrolment_required');
  });

  test('R75: is told once, when it comes; what it refuses is told apart from that', async () => {
    const host = await createEnrolled(PATIENT);
    await lockOut(host);
    expect(host.sink.types.slice(-2)).toEqual(['countersign.code.wrong', 'countersign.locked']);
    expect(host.sink.events.at(-2)).toMatchObject({ failuresInWindow: 10 });
    for (const times of [1, 2]) {
      await codeOf(host.secondFactor.begin(host.alice));
      const refused = { type: 'countersign.lock.refused', subject: 'alice', because: 'locked' };
      expect(host.sink.events.slice(-times)).toEqual(Array(times).fill(expect.objectContaining(refused)));
    }
    expect(host.sink.types.filter((type) => type === 'countersign.locked')).toHaveLength(1);
  });

  test('the last answer before it says that none is left, although the sign-in had more', async () => {
    const host = await createEnrolled({ maxFailures: 5, maxTries: 10 });
    const { token } = await logIn(host, host.alice);
    const left: unknown[] = [];
    for (let n = 0; n < 5; n++)
      left.push((await refusalOf(host.secondFactor.verify(token, '314159'))).data.attemptsLeft);
    expect(left).toEqual([4, 3, 2, 1, 0]);
  });
});

describe('the waits before it', () => {
  test('R12: the fifth wrong answer, and each that follows, says how long no answer is judged', async () => {
    const host = await createEnrolled({ ...PATIENT, maxTries: 10 });
    const { token } = await logIn(host, host.alice);
    await failTimes(host, token, 4);
    const fifth = await refusalOf(host.secondFactor.verify(token, wrongCode(host)));
    expect(fifth).toMatchObject({ code: 'code_wrong', data: { attemptsLeft: 5, retryAfterSeconds: 30 } });
    expect(fifth.state?.code).toMatchObject({ answerInSeconds: 30 });
    host.clock.advance(30_000);
    const sixth = await refusalOf(host.secondFactor.verify(token, wrongCode(host)));
    expect(sixth.data.retryAfterSeconds).toBe(60);
  });

  test('R12: in one the right code is refused and not used, and the page can still be shown; then it works', async () => {
    const host = await createEnrolled();
    const other = await logIn(host, host.alice);
    const right = host.sender.last.code;
    const spent = (await failAtOnce(host)).at(-1);
    expect(spent).toMatchObject({ code: 'too_many_attempts', data: { retryAfterSeconds: 30 } });
    const refused = await refusalOf(host.secondFactor.verify(other.token, right));
    expect(refused).toMatchObject({ code: 'second_factor_locked', data: { retryAfterSeconds: 30 } });
    expect(refused.state?.code).toMatchObject({ answerInSeconds: 30, attemptsLeft: 5 });
    expect(host.sink.events.at(-1)).toMatchObject({ type: 'countersign.lock.refused', because: 'waiting' });
    expect(await host.factors.failures('alice')).toEqual({ inThirtyDays: 5 });
    host.clock.advance(30_000);
    expect((await host.secondFactor.verify(other.token, right)).user).toBe(host.alice);
  });
});

/** Five wrong answers without a pause, in a sign-in of their own. */
async function failAtOnce(host: Host) {
  const { token } = await logIn(host, host.alice);
  const refusals = [];
  for (let n = 0; n < 5; n++) refusals.push(await refusalOf(host.secondFactor.verify(token, wrongCode(host))));
  return refusals;
}
