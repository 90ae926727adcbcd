import { describe, expect, test } from '@jest/globals';
import { codeOf, createEnrolled, failTimes, logIn } from '../spec/flow.js';
import { told } from '../spec/told.js';

describe('a cancel', () => {
  test('R48: deletes the sign-in and its code', async () => {
    const host = await createEnrolled();
    const { token, signIn } = await logIn(host, host.alice);
    await host.secondFactor.cancel(token);
    expect(await codeOf(host.secondFactor.state(token))).toBe('sign_in_expired');
    expect(await codeOf(host.secondFactor.verify(token, host.sender.last.code))).toBe('sign_in_expired');
    expect(host.sink.events.at(-1)).toEqual(
      told({ type: 'countersign.sign-in.cancelled', signIn: signIn.correlationId }),
    );
  });

  test('R48: leaves the counters', async () => {
    const host = await createEnrolled();
    const first = await logIn(host, host.alice);
    await failTimes(host, first.token, 3);
    await host.secondFactor.cancel(first.token);
    await failTimes(host, (await logIn(host, host.alice)).token, 1);
    expect(host.sink.events.at(-1)).toMatchObject({ type: 'countersign.code.wrong', failuresInWindow: 4 });
  });

  test('R44: does not touch another sign-in of the same subject', async () => {
    const host = await createEnrolled();
    const [mine, other] = [await logIn(host, host.alice), await logIn(host, host.alice)];
    await host.secondFactor.cancel(mine.token);
    expect((await host.secondFactor.verify(other.token, host.sender.last.code)).user).toBe(host.alice);
  });

  test('R75: is told once, and not of a token that somebody has made up', async () => {
    const host = await createEnrolled();
    const { token } = await logIn(host, host.alice);
    const madeUp = `${token.slice(0, -4)}AAAA`;
    await host.secondFactor.cancel(madeUp);
    expect(host.sink.types.slice(-1)).toEqual(['countersign.code.sent']);
    await host.secondFactor.cancel(token);
    await host.secondFactor.cancel(token);
    expect(host.sink.types.slice(-2)).toEqual(['countersign.code.sent', 'countersign.sign-in.cancelled']);
  });

  test('of what is gone already is no error; of what is no token it is', async () => {
    const host = await createEnrolled();
    const { token } = await logIn(host, host.alice);
    await host.secondFactor.cancel(token);
    await expect(host.secondFactor.cancel(token)).resolves.toBe(undefined);
    expect(await codeOf(host.secondFactor.cancel('nonsense'))).toBe('sign_in_expired');
  });
});
