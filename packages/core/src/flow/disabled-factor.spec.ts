import { describe, expect, test } from '@jest/globals';
import type { Factor } from '../ports/factor.js';
import { MAX_CONSECUTIVE_FAILURES } from '../ports/factor-store.js';
import { codeOf, type Host, logIn, PHONE, refusalOf, restart } from '../spec/flow.js';
import { BY_BOB, createGuessed, DAY_MS, guess, guessOn, signIn } from '../spec/guessing.js';

const LOCKED = 'second_factor_locked';

const inARow = async ({ factors }: Host) => (await factors.factors('alice'))[0]?.consecutiveFailures;
const inThirtyDays = async ({ factors }: Host) => (await factors.failures('alice')).inThirtyDays;

/** A host whose Alice's only phone is disabled. */
async function createDisabled(): Promise<Host> {
  return guessOn(await createGuessed({ maxFailuresInThirtyDays: 50 }), MAX_CONSECUTIVE_FAILURES);
}

describe('100 wrong answers in a row', () => {
  test('R14, R84: disable the factor, though the pending store is flushed every four: no right code of it signs in', async () => {
    const before = await guessOn(await createGuessed({ maxFailuresInThirtyDays: 50 }), MAX_CONSECUTIVE_FAILURES - 1);
    const [last, live] = [await logIn(before, before.alice), await logIn(before, before.alice)];
    const right = before.sender.last.code;
    expect((await before.factors.factors('alice'))[0]?.disabledAt).toBeNull();
    await codeOf(before.secondFactor.verify(last.token, '314159'));
    const [factor] = await before.factors.factors('alice');
    expect(factor?.disabledAt).toEqual(new Date(before.clock.now()));
    const told = before.sink.events.filter(({ type }) => type === 'countersign.factor.disabled');
    expect(told).toMatchObject([{ subject: 'alice', factorId: factor?.id }]);
    expect(await codeOf(before.secondFactor.verify(live.token, right))).toBe(LOCKED);
    expect(before.sink.types).not.toContain('countersign.sign-in.completed');
  });

  test('R14, R16: no code goes to it, and R33: its subject cannot enrol another phone instead', async () => {
    const host = await createDisabled();
    const sent = host.sender.sent.length;
    for (const policy of ['required', 'optional'] as const) {
      const { secondFactor } = restart(host, { policy });
      const refused = await refusalOf(secondFactor.begin(host.alice));
      expect(refused).toMatchObject({ code: LOCKED, data: {} });
      expect(await codeOf(secondFactor.beginStepUp(host.alice))).toBe(LOCKED);
      expect(await secondFactor.standing(host.alice, undefined)).toEqual({ status: 'required', enrolled: true });
    }
    expect(host.sender.sent).toHaveLength(sent);
  });

  test('R33: nor in an enrolment that was open before, when it was another browser that enrolled', async () => {
    const host = await createGuessed({ maxFailuresInThirtyDays: 50 });
    await host.secondFactor.resetFactors('alice', BY_BOB);
    const [early, first] = [await logIn(host, host.alice), await logIn(host, host.alice)];
    await host.secondFactor.enrolPhone(early.token, { phone: PHONE.typed });
    const right = host.sender.last.code;
    await host.secondFactor.enrolPhone(first.token, { phone: PHONE.typed });
    await host.secondFactor.verify(first.token, host.sender.last.code);
    const [factor] = await host.factors.factors('alice');
    const rule = { maxInThirtyDays: 1_000, credential: null };
    for (let n = 0; n < MAX_CONSECUTIVE_FAILURES; n += 1)
      await host.factors.recordFailure('alice', [factor?.id ?? ''], rule);
    host.clock.advance(30_000);
    expect(await codeOf(host.secondFactor.enrolPhone(early.token, { phone: PHONE.typed }))).toBe(LOCKED);
    expect(await codeOf(host.secondFactor.sendCode(early.token))).toBe(LOCKED);
    expect(await codeOf(host.secondFactor.verify(early.token, right))).toBe(LOCKED);
    expect(await host.factors.factors('alice')).toHaveLength(1);
  });

  test('R14: an administrator who resets the factors lets the subject bind one anew', async () => {
    const host = await createDisabled();
    await host.secondFactor.unlock('alice', BY_BOB);
    expect(await codeOf(host.secondFactor.begin(host.alice))).toBe(LOCKED);
    await host.secondFactor.resetFactors('alice', BY_BOB);
    const { token, state } = await logIn(host, host.alice);
    expect(state.status).toBe('enrolment_required');
    await host.secondFactor.enrolPhone(token, { phone: PHONE.typed });
    await host.secondFactor.verify(token, host.sender.last.code);
    await signIn(host);
  });
});

describe('a disabled phone beside another', () => {
  test('R14: gets no code, asked for or not, and its live code fails; the other one works', async () => {
    const host = await createGuessed();
    const live = await logIn(host, host.alice);
    const right = host.sender.last.code;
    const [mine] = await host.factors.factors('alice');
    const disabled = { ...(mine as Factor), disabledAt: new Date(host.clock.now()) };
    const other = { ...(mine as Factor), id: 'another-phone' };
    host.factors.factors = async () => [disabled, other];
    host.factors.posture = async () => ({ epoch: 1, methods: ['sms'], disabled: true });
    expect(await codeOf(host.secondFactor.verify(live.token, right))).toBe('sign_in_expired');
    expect(host.sink.events.at(-1)).toMatchObject({ reason: 'factors_changed' });
    const { token } = await logIn(host, host.alice);
    const refused = await refusalOf(host.secondFactor.sendCode(token, { factorId: disabled.id }));
    expect(refused.data.details).toEqual(['factorId: is not one of your factors']);
    expect((await host.secondFactor.verify(token, host.sender.last.code)).user).toBe(host.alice);
  });
});

describe('the counts', () => {
  test('R15: only a success of the factor resets those in a row; nothing resets those of 30 days', async () => {
    const host = await createGuessed();
    await guess(host, 4);
    const counts = async () => [await inARow(host), await inThirtyDays(host)];
    expect(await counts()).toEqual([4, 4]);
    const { token } = await logIn(host, host.alice);
    expect(await counts()).toEqual([4, 4]);
    host.clock.advance(30_000);
    await host.secondFactor.sendCode(token);
    expect(await counts()).toEqual([4, 4]);
    host.clock.advance(300_000);
    expect(await codeOf(host.secondFactor.verify(token, host.sender.last.code))).toBe('code_expired');
    expect(await counts()).toEqual([4, 4]);
    await guess(host, 6);
    expect(await codeOf(host.secondFactor.begin(host.alice))).toBe(LOCKED);
    host.clock.advance(DAY_MS);
    expect(await counts()).toEqual([10, 10]);
    await host.secondFactor.unlock('alice', BY_BOB);
    expect(await counts()).toEqual([10, 10]);
    const { token: bobs } = await logIn(host, host.bob);
    await host.secondFactor.enrolPhone(bobs, { phone: '+447400123456' });
    await host.secondFactor.verify(bobs, host.sender.last.code);
    host.clock.advance(60_000);
    const next = await logIn(host, host.bob);
    await host.secondFactor.verify(next.token, host.sender.last.code);
    expect(await counts()).toEqual([10, 10]);
    await signIn(host);
    expect(await counts()).toEqual([0, 10]);
    host.clock.advance(31 * DAY_MS);
    expect(await counts()).toEqual([0, 0]);
  });
});
