import { describe, expect, test } from '@jest/globals';
import { codeOf, createEnrolled, failTimes, type Host, logIn, refusalOf } from '../spec/flow.js';

const DAY_MS = 86_400_000;

/** Ten wrong answers, over two sign-ins. */
async function lockOut(host: Host): Promise<void> {
  for (let n = 0; n < 2; n++) await failTimes(host, (await logIn(host, host.alice)).token, 5);
}

describe('the lock', () => {
  test('R11: comes at ten failures, whatever sign-in, code or resend they were made in', async () => {
    const host = await createEnrolled();
    const first = await logIn(host, host.alice);
    await failTimes(host, first.token, 2);
    host.clock.advance(30_000);
    await host.secondFactor.sendCode(first.token);
    await failTimes(host, first.token, 2);
    await host.secondFactor.cancel(first.token);
    const second = await logIn(host, host.alice);
    await failTimes(host, second.token, 4);
    const third = await logIn(host, host.alice);
    expect(await failTimes(host, third.token, 2)).toEqual(['code_wrong', 'code_wrong']);
    const refused = await refusalOf(host.secondFactor.verify(third.token, host.sender.last.code));
    expect(refused).toMatchObject({ code: 'second_factor_locked', data: { retryAfterSeconds: 86_370 } });
  });

  test('R12: a success does not clear the count', async () => {
    const host = await createEnrolled();
    const one = await logIn(host, host.alice);
    await failTimes(host, one.token, 4);
    await host.secondFactor.verify(one.token, host.sender.last.code);
    await failTimes(host, (await logIn(host, host.alice)).token, 4);
    const last = await logIn(host, host.alice);
    await failTimes(host, last.token, 2);
    expect(await codeOf(host.secondFactor.verify(last.token, host.sender.last.code))).toBe('second_factor_locked');
  });

  test('R16: holds for every way to go on, and no message goes out', async () => {
    const host = await createEnrolled();
    const before = await logIn(host, host.alice);
    await lockOut(host);
    const sent = host.sender.sent.length;
    host.clock.advance(30_000);
    const steps = [
      host.secondFactor.verify(before.token, host.sender.sent[0]?.code ?? ''),
      host.secondFactor.sendCode(before.token),
      host.secondFactor.begin(host.alice),
      host.secondFactor.beginStepUp(host.alice),
    ];
    expect(await Promise.all(steps.map(codeOf))).toEqual(Array(4).fill('second_factor_locked'));
    expect(host.sender.sent).toHaveLength(sent);
  });

  test('R12: the right code is not looked at in it, and works once it is over', async () => {
    const host = await createEnrolled({ signInTtlSeconds: 900, codeTtlSeconds: 600 });
    await lockOut(host);
    host.clock.advance(DAY_MS - 100_000);
    const wait = await refusalOf(host.secondFactor.begin(host.alice));
    expect(wait.data).toEqual({ retryAfterSeconds: 100 });
    host.clock.advance(100_000);
    const { token } = await logIn(host, host.alice);
    expect((await host.secondFactor.verify(token, host.sender.last.code)).user).toBe(host.alice);
  });

  test('3.1: is of the subject alone', async () => {
    const host = await createEnrolled();
    await lockOut(host);
    expect((await logIn(host, host.bob)).state.status).toBe('enrolment_required');
  });

  test('R75: is told once, when it comes; what it refuses is told apart from that', async () => {
    const host = await createEnrolled();
    await lockOut(host);
    expect(host.sink.types.slice(-3)).toEqual([
      'countersign.code.wrong',
      'countersign.locked',
      'countersign.sign-in.spent',
    ]);
    expect(host.sink.events.at(-3)).toMatchObject({ failuresInWindow: 10 });
    for (const times of [1, 2]) {
      await codeOf(host.secondFactor.begin(host.alice));
      const refused = { type: 'countersign.lock.refused', subject: 'alice', retryAfterSeconds: 86_400 };
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
