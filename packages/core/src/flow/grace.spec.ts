import { describe, expect, test } from '@jest/globals';
import type { PolicyDecision } from '../ports/policy.js';
import { createEnrolled, createHost, enrol, type Host, logIn, PHONE, restart } from '../spec/flow.js';
import { BY_BOB } from '../spec/guessing.js';

const DAY_MS = 86_400_000;
const FROM = new Date('2026-01-12T00:00:00Z');

const requiredFrom = (from: unknown) => () => ({ requirement: 'required', from }) as PolicyDecision;
const begun = async ({ secondFactor, alice }: Host) => (await secondFactor.begin(alice)).status;
const standing = ({ secondFactor, alice }: Host) => secondFactor.standing(alice, undefined);
const REQUIRED = { status: 'required', enrolled: false };

describe('a policy that requires from a date', () => {
  test('R73: before it who has no factor goes on, and is told the deadline; from it on they enrol', async () => {
    const host = createHost({ policy: requiredFrom(FROM) });
    const { secondFactor, alice, clock } = host;
    const session = await secondFactor.begin(alice);
    if (session.status !== 'complete') throw new Error('must not wait');
    const waits = { status: 'satisfied', enrolBy: FROM.toISOString() };
    const stands = () => secondFactor.standing(alice, session.assurance);
    expect(await stands()).toEqual(waits);
    expect(await secondFactor.sessionState(alice, session.assurance)).toMatchObject({
      ...{ status: 'signed_in', enrolBy: FROM.toISOString() },
    });
    clock.advance(FROM.getTime() - clock.now() - 1);
    expect([await begun(host), await stands()]).toEqual(['complete', waits]);
    clock.advance(1);
    expect(await stands()).toEqual(REQUIRED);
    expect(await secondFactor.sessionState(alice, session.assurance)).toMatchObject({ status: 'enrolment_required' });
    expect((await logIn(host, alice)).state.status).toBe('enrolment_required');
  });

  test('R73: before it who has a factor is asked all the same, and hears of no deadline', async () => {
    const host = restart(await createEnrolled(), { policy: requiredFrom(FROM) });
    expect(await begun(host)).toBe('pending');
    expect(await standing(host)).toEqual({ status: 'required', enrolled: true });
    const { assurance } = await enrolledAgain(host);
    expect(await host.secondFactor.standing(host.alice, assurance)).toEqual({ status: 'satisfied' });
  });

  test('R73: so is one whose factor was brought in from elsewhere, and never counted', async () => {
    const host = createHost({ policy: requiredFrom(FROM) });
    host.factors.posture = async () => ({ epoch: 0, methods: ['sms'] });
    expect(await standing(host)).toEqual({ status: 'required', enrolled: true });
  });

  test('R73: who enrols early is asked from then on', async () => {
    const host = createHost({ policy: requiredFrom(FROM) });
    const early = await host.secondFactor.begin(host.alice, { early: true });
    if (early.status !== 'pending') throw new Error('not opened');
    await host.secondFactor.enrolPhone(early.token.reveal(), { phone: PHONE.typed });
    await host.secondFactor.verify(early.token.reveal(), host.sender.last.code);
    expect(await begun(host)).toBe('pending');
  });

  test('R72: nobody gets time after a reset, and no administrator acts on a grace', async () => {
    const host = createHost();
    await enrol(host, host.alice);
    await host.secondFactor.resetFactors('alice', BY_BOB);
    const graced = restart(host, { policy: requiredFrom(FROM) });
    expect([await begun(graced), await standing(graced)]).toEqual(['pending', REQUIRED]);
    const demand = { whateverThePolicy: true };
    expect(await graced.secondFactor.standing(graced.bob, undefined, demand)).toEqual(REQUIRED);
  });

  test.each([
    null,
    'soon',
    '2026-01-12',
    FROM.getTime(),
    Number.NaN,
    {},
    new Date('no date'),
    { getTime: (): number => 9e15 },
  ])('R70, R73: that cannot be read means required now, which is told: %p', async (from) => {
    const host = createHost({ policy: requiredFrom(from) });
    expect([await begun(host), await standing(host)]).toEqual(['pending', REQUIRED]);
    expect(host.sink.types[0]).toBe('countersign.policy.unreadable');
  });

  test('R70: a date that cannot be read does not widen the methods that count', async () => {
    const policy = () => ({ requirement: 'required', methods: [], from: new Date('no date') }) as const;
    const host = restart(await createEnrolled(), { policy });
    const proved = { subject: 'alice', amr: ['pwd', 'sms', 'mfa'], verifiedAt: host.clock.now(), epoch: 1 } as const;
    expect(await host.secondFactor.standing(host.alice, proved)).toMatchObject({ status: 'required' });
  });

  test('R73: says nothing where nothing is required, and there is no grace by default', async () => {
    for (const requirement of ['off', 'optional'] as const) {
      const host = createHost({ policy: () => ({ requirement, from: FROM }) });
      expect(await standing(host)).toEqual({ status: 'satisfied' });
    }
    expect(await begun(createHost({ policy: () => ({ requirement: 'required' }) }))).toBe('pending');
    expect(await begun(createHost({ policy: requiredFrom(new Date(Date.parse('2026-01-05T09:00:00Z'))) }))).toBe(
      'pending',
    );
  });

  test('R70: is by role, as the user is now: who is promoted is asked at the next request', async () => {
    const supers = new Set(['bob']);
    const policy = ({ id }: { id: string }) =>
      supers.has(id) ? 'required' : ({ requirement: 'required', from: FROM } as const);
    const host = createHost({ policy });
    expect(await standing(host)).toMatchObject({ status: 'satisfied' });
    supers.add('alice');
    expect(await standing(host)).toEqual(REQUIRED);
    host.clock.advance(7 * DAY_MS);
    supers.delete('alice');
    expect(await standing(host)).toEqual(REQUIRED);
  });
});

/** Alice's daily sign-in. */
async function enrolledAgain(host: Host) {
  const { token } = await logIn(host, host.alice);
  return host.secondFactor.verify(token, host.sender.last.code);
}
