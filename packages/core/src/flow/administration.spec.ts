import { describe, expect, test } from '@jest/globals';
import type { Assurance } from '../assurance.js';
import type { ByAdministrator } from '../events.js';
import { codeOf, createEnrolled, enrol, type Host, logIn, PHONE, refusalOf } from '../spec/flow.js';
import { BY_BOB, createGuessed, guess, signIn } from '../spec/guessing.js';

const LOCKED = 'second_factor_locked';
const acts = ['unlock', 'resetFactors'] as const;

const told = ({ sink }: Host, type: string) => sink.events.filter((event) => event.type === type);

describe('an unlock', () => {
  test('R15: ends the lock of 24 h, and tells who did it and why', async () => {
    const host = await createGuessed();
    await guess(host, 10);
    expect(await codeOf(host.secondFactor.begin(host.alice))).toBe(LOCKED);
    await host.secondFactor.unlock('alice', { ...BY_BOB, reason: `  ${BY_BOB.reason}\n` });
    await signIn(host);
    expect(told(host, 'countersign.unlocked')).toMatchObject([{ subject: 'alice', ...BY_BOB }]);
  });

  test('R13, R15: ends a suspicion, and the 30 days begin again', async () => {
    const host = await createGuessed({ maxFailuresInThirtyDays: 5 });
    await guess(host, 5);
    await host.secondFactor.unlock('alice', BY_BOB);
    await signIn(host);
    expect(await guess(host, 5)).toEqual([...Array(4).fill('code_wrong'), LOCKED]);
    expect(host.told).toEqual(['alice', 'alice']);
  });
});

describe('a reset of factors', () => {
  test('R38, R72: ends sessions and pending sign-ins, and leaves the subject to enrol; it tells who did it and why', async () => {
    const host = await createEnrolled();
    const proof: Assurance = { subject: 'alice', amr: ['pwd', 'sms', 'mfa'], verifiedAt: host.clock.now(), epoch: 1 };
    expect((await host.secondFactor.standing(host.alice, proof)).status).toBe('satisfied');
    const { token } = await logIn(host, host.alice);
    const right = host.sender.last.code;
    await host.secondFactor.resetFactors('alice', BY_BOB);
    expect(await host.secondFactor.standing(host.alice, proof)).toEqual({ status: 'required', enrolled: false });
    expect(await codeOf(host.secondFactor.verify(token, right))).toBe('sign_in_expired');
    expect((await logIn(host, host.alice)).state.status).toBe('enrolment_required');
    expect(told(host, 'countersign.factors.reset')).toMatchObject([{ subject: 'alice', ...BY_BOB }]);
  });

  test('R38: ends an enrolment that was open before it', async () => {
    const host = await createEnrolled();
    const { token } = await logIn(host, host.bob);
    await host.secondFactor.enrolPhone(token, { phone: PHONE.typed });
    await host.secondFactor.resetFactors('bob', { ...BY_BOB, actor: 'alice' });
    expect(await codeOf(host.secondFactor.verify(token, host.sender.last.code))).toBe('sign_in_expired');
    expect(await host.factors.factors('bob')).toEqual([]);
  });

  test('R13: does not end a suspicion: who knows the password must not be the one who enrols', async () => {
    const host = await createGuessed({ maxFailuresInThirtyDays: 5 });
    await guess(host, 5);
    await host.secondFactor.resetFactors('alice', BY_BOB);
    expect(await codeOf(host.secondFactor.begin(host.alice))).toBe(LOCKED);
  });
});

describe.each(acts)('%s', (act) => {
  test('R72: is never for oneself, and changes nothing then', async () => {
    const host = await createEnrolled();
    const refused = await refusalOf(host.secondFactor[act]('alice', { ...BY_BOB, actor: 'alice' }));
    expect(refused.code).toBe('enrolment_not_allowed');
    expect(refused.data.details).toEqual(['subject: must not be your own account']);
    expect([await host.factors.factors('alice'), host.sink.events]).toEqual([[expect.anything()], []]);
  });

  const reasons: readonly unknown[] = [
    '',
    'too short',
    `${' '.repeat(20)}short${' '.repeat(20)}`,
    'x'.repeat(501),
    7,
    null,
  ];
  test.each(reasons)('R72: wants a reason of 10 to 500 characters, which %j is not', async (reason) => {
    const host = await createEnrolled();
    const by = { actor: 'bob', reason } as ByAdministrator;
    expect((await refusalOf(host.secondFactor[act]('alice', by))).data).toEqual({
      details: ['reason: must be 10 to 500 characters'],
    });
    expect([await host.factors.factors('alice'), host.sink.events]).toEqual([[expect.anything()], []]);
  });

  test('R72: wants ids', async () => {
    const host = await createEnrolled();
    const nobody = { ...BY_BOB, actor: '' };
    expect((await refusalOf(host.secondFactor[act]('', nobody))).data.details).toHaveLength(2);
    for (const reason of ['x'.repeat(10), '\u{1F512}'.repeat(500)]) {
      await host.secondFactor[act]('alice', { ...BY_BOB, reason });
    }
  });
});

describe('never the last way in', () => {
  test('R72: of two administrators who reset each other at the same moment one stays enrolled', async () => {
    const host = await createEnrolled();
    await enrol(host, host.bob, '06 12345699');
    const epochOf = async (subject: string) => (await host.factors.posture(subject)).epoch;
    const [alice, bob] = [await epochOf('alice'), await epochOf('bob')];
    const ends = await Promise.allSettled([
      host.secondFactor.resetFactors('bob', { ...BY_BOB, actor: 'alice', epoch: alice }),
      host.secondFactor.resetFactors('alice', { ...BY_BOB, epoch: bob }),
    ]);
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await host.secondFactor.enrolledMethods(['alice', 'bob'])).size).toBe(1);
    expect(told(host, 'countersign.factors.reset')).toHaveLength(1);
  });

  test.each(acts)(
    'R38, R72: who was reset does not %s anybody any more, though a guard may not know it yet',
    async (act) => {
      const host = await createEnrolled();
      await enrol(host, host.bob, '06 12345699');
      const { epoch } = await host.factors.posture('bob');
      await host.secondFactor.resetFactors('bob', { ...BY_BOB, actor: 'alice' });
      host.sink.events.length = 0;
      const refused = await refusalOf(host.secondFactor[act]('alice', { ...BY_BOB, epoch }));
      expect([refused.code, host.sink.events]).toEqual(['second_factor_required', []]);
      expect(await host.factors.factors('alice')).toHaveLength(1);
    },
  );
});
