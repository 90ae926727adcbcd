import { describe, expect, test } from '@jest/globals';
import {
  codeOf,
  createEnrolled,
  failTimes,
  type Host,
  logIn,
  refusalOf,
  restart,
  SECRET,
  wrongCode,
} from '../spec/flow.js';
import { createGuessed, guess } from '../spec/guessing.js';
import { createTrusting, from, trust } from '../spec/trusting.js';

const NEXT = 'the next secret of the host, long enough too';
const LOCKED = 'second_factor_locked';

/** The steps of a rotation, as a host's processes take them one after the other. */
const added = (host: Host) => restart(host, { secrets: [SECRET, NEXT] });
const turned = (host: Host) => restart(host, { secrets: [NEXT, SECRET] });
const dropped = (host: Host) => restart(host, { secrets: [NEXT] });

/** Wrong answers in sign-ins of their own until the second step is locked. @returns how many were judged. */
async function guessUntilLocked(host: Host): Promise<number> {
  for (let judged = 0; ; judged += 1) {
    const begun = await host.secondFactor.begin(host.alice).catch(() => undefined);
    if (begun?.status !== 'pending') return judged;
    const refused = await refusalOf(host.secondFactor.verify(begun.token.reveal(), wrongCode(host)));
    if (refused.code === LOCKED) return judged;
    host.clock.advance(600_000);
  }
}

describe('R11: while secrets are rotated, failures of 24 hours', () => {
  test('go on where the new secret is added, and begin anew where the secrets are turned round: ten more, once', async () => {
    const host = await createGuessed();
    expect(await guessUntilLocked(host)).toBe(10);
    expect(await guessUntilLocked(added(host))).toBe(0);
    expect(await guessUntilLocked(turned(host))).toBe(10);
    for (const each of [host, added(host), turned(host), dropped(host)]) expect(await guessUntilLocked(each)).toBe(0);
  });

  test('are ten under each secret while processes have either in front, and no more', async () => {
    const host = await createGuessed();
    const [one, other] = [added(host), turned(host)];
    await guess(one, 4);
    await guess(other, 4);
    expect(await guessUntilLocked(one)).toBe(6);
    expect(await guessUntilLocked(other)).toBe(6);
  });

  test('R13: the count of 30 days goes on, and brings the password under suspicion at its own bound', async () => {
    const host = await createGuessed({ maxFailuresInThirtyDays: 15 });
    expect(await guessUntilLocked(host)).toBe(10);
    expect(await guess(turned(host), 5)).toEqual([...Array(4).fill('code_wrong'), LOCKED]);
    expect(await host.factors.failures('alice')).toEqual({ inThirtyDays: 15 });
  });

  test('of a sign-in that was open are still counted where it was opened', async () => {
    const host = await createEnrolled();
    const { token } = await logIn(host, host.alice);
    await failTimes(host, token, 4);
    expect(await failTimes(turned(host), token, 1)).toEqual(['too_many_attempts']);
    expect(host.sink.events.findLast(({ type }) => type === 'countersign.code.wrong')).toMatchObject({
      failuresInWindow: 5,
    });
  });
});

describe('while secrets are rotated', () => {
  test('a trusted device is asked once more, when they are turned round', async () => {
    const host = await createTrusting();
    const device = await trust(added(host));
    const again = await from(added(host), host.alice, device);
    expect(again).not.toBe('asked');
    expect(await from(turned(host), host.alice, again)).toBe('asked');
    const anew = await trust(turned(host));
    expect(await from(dropped(host), host.alice, anew)).not.toBe('asked');
  });

  test('a process that does not have the next secret yet breaks what others make under it: so it is added first', async () => {
    const host = await createEnrolled();
    const { token } = await logIn(turned(host), host.alice);
    const { code } = host.sender.last;
    expect(await codeOf(host.secondFactor.verify(token, code))).toBe('code_wrong');
    await turned(host).secondFactor.verify(token, code);
    await new Promise((resolve) => setImmediate(resolve));
    // The factor was sealed anew, and opens here no more.
    expect(await codeOf(host.secondFactor.begin(host.alice))).toBe('second_factor_unavailable');
    expect((await logIn(added(host), host.alice)).state.status).toBe('code_required');
  });

  test('R13: a suspicion does not end because its secret is gone; an administrator ends it', async () => {
    const host = await createGuessed({ maxFailuresInThirtyDays: 5 });
    await guess(host, 5);
    const alone = dropped(host);
    expect(await codeOf(alone.secondFactor.begin(host.alice))).toBe(LOCKED);
    host.alice.password = 'another-password';
    expect(await codeOf(alone.secondFactor.begin(host.alice))).toBe(LOCKED);
    await alone.secondFactor.unlock('alice', { actor: 'bob', reason: 'The secret that knew it is gone' });
    await expect(alone.secondFactor.begin(host.alice)).rejects.toMatchObject({ code: 'second_factor_unavailable' });
  });
});
