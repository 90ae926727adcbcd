import { describe, expect, test } from '@jest/globals';
import { codeOf, createHost, failTimes, type Host, logIn, PHONE, refusalOf, restart, wrongCode } from '../spec/flow.js';
import { DAY_MS } from '../spec/guessing.js';

/** A host that knows browsers, and the mark of the one in which Alice has registered her phone. */
async function createMarked() {
  const host = createHost({ knownBrowsers: true, signInTtlSeconds: 900, codeTtlSeconds: 600 });
  const { token } = await logIn(host, host.alice);
  await host.secondFactor.enrolPhone(token, { phone: PHONE.typed });
  const { mark } = await host.secondFactor.verify(token, host.sender.last.code);
  host.clock.advance(3_600_000);
  return { host, mark: mark ?? '' };
}

/** Alice's log-in, from a browser with these marks. */
async function from(host: Host, ...marks: string[]) {
  const begun = await host.secondFactor.begin(host.alice, { marks });
  if (begun.status !== 'pending') throw new Error('not opened');
  return { token: begun.token.reveal(), state: begun.state };
}

/** Somebody with the password alone guesses until the second step is locked: ten answers, with the patience that they cost. */
async function stealFrom(host: Host): Promise<void> {
  for (const times of [5, 3, 2]) {
    const { token } = await logIn(host, host.alice);
    for (let n = 0; n < times; n++) {
      const refused = await refusalOf(host.secondFactor.verify(token, wrongCode(host)));
      host.clock.advance((refused.data.retryAfterSeconds ?? 0) * 1_000);
    }
  }
  expect(await codeOf(host.secondFactor.begin(host.alice))).toBe('second_factor_locked');
}

describe('3.1: a browser in which both steps were taken', () => {
  test('lets its owner in while a thief of the password has locked the second step; the thief stays out', async () => {
    const { host, mark } = await createMarked();
    await stealFrom(host);
    const { token } = await from(host, mark);
    expect((await host.secondFactor.verify(token, host.sender.last.code)).user).toBe(host.alice);
    expect(await codeOf(host.secondFactor.begin(host.alice))).toBe('second_factor_locked');
  });

  test('lets its owner have a code when a thief has used up the subject’s', async () => {
    const { host, mark } = await createMarked();
    const few = restart(host, { sendQuotas: { subject: { hour: 2, day: 2 } } });
    await logIn(few, few.alice);
    expect((await logIn(few, few.alice)).state.code).toBeNull();
    const { token, state } = await from(few, 'nonsense', mark);
    expect(state.code).not.toBeNull();
    await few.secondFactor.verify(token, few.sender.last.code);
  });

  test('has five tries and five codes a day of its own, and no more', async () => {
    const { host, mark } = await createMarked();
    await stealFrom(host);
    const { token } = await from(host, mark);
    const codes = await failTimes(host, token, 5);
    expect(codes).toEqual([...Array(4).fill('code_wrong'), 'too_many_attempts']);
    expect(await refusalOf(from(host, mark))).toMatchObject({ code: 'second_factor_locked' });
    const other = await createMarked();
    await stealFrom(other.host);
    for (let n = 0; n < 5; n++) expect((await from(other.host, other.mark)).state.code).not.toBeNull();
    expect((await from(other.host, other.mark)).state.code).toBeNull();
  });

  test('R11: costs its owner’s own tries where the subject has some left: no thief gains a guess by another browser', async () => {
    const { host, mark } = await createMarked();
    await failTimes(host, (await from(host, mark)).token, 2);
    await failTimes(host, (await logIn(host, host.alice)).token, 2);
    const refused = await refusalOf(host.secondFactor.verify((await from(host, mark)).token, wrongCode(host)));
    expect(refused.data.retryAfterSeconds).toBe(30);
  });

  test('R13: its wrong answers count in the thirty days', async () => {
    const { host, mark } = await createMarked();
    await stealFrom(host);
    await failTimes(host, (await from(host, mark)).token, 5);
    expect((await host.factors.failures('alice')).inThirtyDays).toBe(15);
  });

  test('is known for 90 days, for its own subject, and until the factors change', async () => {
    const { host, mark } = await createMarked();
    await stealFrom(host);
    const forged = `${mark.slice(0, -22)}${'A'.repeat(22)}`;
    const moved = mark.replace(/\.\d+\./, '.99999.');
    for (const wrong of [forged, moved, '', 'a.b.c', `${mark}x`]) {
      expect(await codeOf(from(host, wrong))).toBe('second_factor_locked');
    }
    const strange = await host.secondFactor.begin(host.bob, { marks: [mark] });
    expect(strange.status).toBe('pending');
    const rotated = restart(host, { secrets: ['another secret, as long as it has to be', ...host.options.secrets] });
    await from({ ...rotated, alice: host.alice }, mark).catch(() => undefined);
    host.clock.advance(91 * DAY_MS);
    await stealFrom(host);
    expect(await codeOf(from(host, mark))).toBe('second_factor_locked');
  });

  test('a reset of the factors ends it', async () => {
    const { host, mark } = await createMarked();
    await stealFrom(host);
    await host.secondFactor.resetFactors('alice', { actor: 'bob', reason: 'The phone was lost' });
    expect(await codeOf(from(host, mark))).toBe('second_factor_locked');
  });

  test('is known nowhere where the host does not want it', async () => {
    const { host, mark } = await createMarked();
    await stealFrom(host);
    expect(await codeOf(from(restart(host, { knownBrowsers: false }), mark))).toBe('second_factor_locked');
    const plain = createHost();
    const { token } = await logIn(plain, plain.alice);
    await plain.secondFactor.enrolPhone(token, { phone: PHONE.typed });
    expect((await plain.secondFactor.verify(token, plain.sender.last.code)).mark).toBeNull();
  });
});
