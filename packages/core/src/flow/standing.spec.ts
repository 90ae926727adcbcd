import { describe, expect, test } from '@jest/globals';
import type { Amr } from '../amr.js';
import type { Assurance } from '../assurance.js';
import type { PolicyDecision } from '../ports/policy.js';
import type { Method } from '../purpose.js';
import { createEnrolled, createHost, enrol, type Host, restart } from '../spec/flow.js';
import type { Exempt } from './opening.js';

/** What Alice's session has proved after a sign-in just now. */
const proved = ({ clock }: Host, changes: Partial<Assurance> = {}): Assurance => ({
  ...{ subject: 'alice', amr: ['pwd', 'sms', 'mfa'], verifiedAt: clock.now(), epoch: 1 },
  ...changes,
});

const standing = (host: Host, assurance?: Assurance, maxAge?: number) =>
  host.secondFactor.standing(host.alice, assurance, { maxAgeSeconds: maxAge });

const SATISFIED = { status: 'satisfied' };
const REQUIRED = { status: 'required', enrolled: true };

describe('a session of one who must', () => {
  test('R47: is enough when the second step followed a way in that proves no factor by itself', async () => {
    const host = await createEnrolled();
    expect(await standing(host, proved(host, { amr: ['sms'] }))).toEqual(SATISFIED);
  });

  test('is enough when it has proved both factors', async () => {
    const host = await createEnrolled();
    expect(await standing(host, proved(host))).toEqual(SATISFIED);
  });

  test.each<[string, Partial<Assurance>]>([
    ['of another subject', { subject: 'bob' }],
    ['of an older epoch', { epoch: 0 }],
    ['of a later epoch', { epoch: 2 }],
    ['with a password alone', { amr: ['pwd'] }],
    ['whose first factor was of the same name', { amr: ['pwd', 'sms', 'mfa'], verifiedAt: null }],
    ['with two factors of which none is known', { amr: ['pwd', 'mfa'] }],
    ['with a method that there is not', { amr: ['pwd', 'hwk' as Amr, 'mfa'] }],
    ['with a method that does not count here', { amr: ['pwd', 'sms', 'mfa'], method: 'recovery' }],
    ['with nothing', { amr: [] }],
  ])('R42: is not, %s', async (_what, changes) => {
    const host = await createEnrolled();
    expect(await standing(host, proved(host, changes))).toEqual(REQUIRED);
  });

  test('R42: is not, when nothing is known of it; R73: one without a phone must enrol', async () => {
    const host = await createEnrolled();
    expect(await standing(host, undefined)).toEqual(REQUIRED);
    const other = createHost();
    expect(await standing(other, undefined)).toEqual({ status: 'required', enrolled: false });
    expect(await standing(other, proved(other, { amr: ['pwd'], epoch: 0, verifiedAt: null }))).toEqual({
      status: 'required',
      enrolled: false,
    });
  });

  test('R70: is not, when the policy takes another method only', async () => {
    const host = await createEnrolled();
    const stricter = restart(host, { policy: () => ({ requirement: 'required', methods: [] }) });
    expect(await standing(stricter, proved(host))).toEqual(REQUIRED);
  });
});

describe('the policy', () => {
  test('R70: is asked for every request', async () => {
    let decision: PolicyDecision = 'off';
    const host = createHost({ policy: () => decision });
    expect(await standing(host, undefined)).toEqual(SATISFIED);
    decision = 'required';
    expect(await standing(host, undefined)).toEqual({ status: 'required', enrolled: false });
  });

  test('off asks nothing of anybody', async () => {
    const host = restart(await createEnrolled(), { policy: 'off' });
    expect(await standing(host, undefined)).toEqual(SATISFIED);
  });

  test('optional asks those who have enrolled', async () => {
    const enrolled = restart(await createEnrolled(), { policy: 'optional' });
    expect(await standing(enrolled, undefined)).toEqual(REQUIRED);
    expect(await standing(createHost({ policy: 'optional' }), undefined)).toEqual(SATISFIED);
  });
});

describe('the age of a proof', () => {
  test.each([
    [299_000, 'satisfied'],
    [300_000, 'satisfied'],
    [300_001, 'stale'],
    [301_000, 'stale'],
  ])('R66: after %i ms is %s for a route that asks for 300 s', async (age, status) => {
    const host = await createEnrolled();
    const assurance = proved(host);
    host.clock.advance(age);
    expect(await standing(host, assurance, 300)).toEqual({ status });
  });

  test('is of no matter to other routes', async () => {
    const host = await createEnrolled();
    const assurance = proved(host);
    host.clock.advance(86_400_000);
    expect(await standing(host, assurance)).toEqual(SATISFIED);
  });

  test('R66: is infinite when there is no proof', async () => {
    const host = await createEnrolled();
    expect(await standing(host, proved(host, { verifiedAt: null }), 900)).toEqual(REQUIRED);
  });
});

describe('an exemption', () => {
  const hardware: Exempt = (amr) => (amr.includes('hwk') ? 'a key of the identity provider' : undefined);
  const exempted = async (changes: Partial<Assurance>, demand: object = {}) => {
    const host = await createEnrolled();
    const assurance = proved(host, { amr: ['hwk', 'mfa'], verifiedAt: null, ...changes });
    return host.secondFactor.standing(host.alice, assurance, { exempt: hardware, ...demand });
  };

  test('R47: frees a session whose first factor was enough', async () => {
    expect(await exempted({})).toEqual(SATISFIED);
    expect(await exempted({ amr: ['pwd'] })).toEqual(REQUIRED);
  });

  test.each<[string, Partial<Assurance>]>([
    ['another subject', { subject: 'bob' }],
    ['an older epoch', { epoch: 0 }],
  ])('R38: hears nothing of what a session of %s has proved', async (_, changes) => {
    expect(await exempted(changes)).toEqual(REQUIRED);
  });

  test('R47: hears nothing of what the second step has proved, by a method that no longer counts', async () => {
    const host = await createEnrolled();
    const stricter = restart(host, { policy: () => ({ requirement: 'required', methods: [] }) });
    const exempt: Exempt = (amr) => (amr.includes('mfa') ? 'SSO with two factors' : undefined);
    expect(await stricter.secondFactor.standing(host.alice, proved(host), { exempt })).toEqual(REQUIRED);
  });

  test('R66: frees nobody from a step-up', async () => {
    expect(await exempted({}, { maxAgeSeconds: 300 })).toEqual(REQUIRED);
  });

  test('frees a credential that has no session', async () => {
    const host = await createEnrolled();
    const demand = { exempt: () => 'API tokens' };
    expect(await host.secondFactor.standing(host.alice, undefined, demand)).toEqual(SATISFIED);
  });
});

describe('an enrolment elsewhere', () => {
  const PASSWORD_ONLY = { amr: ['pwd'], epoch: 0, verifiedAt: null } as const;

  test('R38: ends an older session at once in the same process', async () => {
    const host = createHost({ policy: 'optional' });
    const older = proved(host, PASSWORD_ONLY);
    expect(await standing(host, older)).toEqual(SATISFIED);
    await enrol(restart(host, { policy: 'required' }), host.alice);
    const now = restart(host, {});
    expect(await standing(now, older)).toEqual(REQUIRED);
  });

  test('R38: ends it in this very process, cache and all', async () => {
    let decision: PolicyDecision = 'optional';
    const host = createHost({ policy: () => decision });
    const older = proved(host, PASSWORD_ONLY);
    expect(await standing(host, older)).toEqual(SATISFIED);
    decision = 'required';
    await enrol(host, host.alice);
    decision = 'optional';
    expect(await standing(host, older)).toEqual(REQUIRED);
  });

  test('R38: ends it within 5 s in another process', async () => {
    const host = createHost({ policy: 'optional' });
    const older = proved(host, PASSWORD_ONLY);
    await standing(host, older);
    await enrol(restart(host, { policy: 'required' }), host.alice);
    host.clock.advance(4_999);
    expect(await standing(host, older)).toEqual(SATISFIED);
    host.clock.advance(1);
    expect(await standing(host, older)).toEqual(REQUIRED);
  });

  test('is known at once in every process by the session that made it', async () => {
    const host = createHost();
    await standing(host, undefined);
    const { assurance } = await enrol(restart(host, {}), host.alice);
    expect(await standing(host, assurance)).toEqual(SATISFIED);
  });

  test('R38: ends one that had proved an earlier phone', async () => {
    const host = await createEnrolled();
    const older = proved(host);
    host.factors.posture = async () => ({ epoch: 2, methods: ['sms'] });
    expect(await standing(host, older)).toEqual(REQUIRED);
  });
});

describe('the state of a session that has nothing pending', () => {
  test.each([
    ['satisfied', true, proved, 'signed_in', null],
    ['that must prove its phone', true, () => undefined, 'code_required', 'sign-in'],
    ['that must enrol', false, () => undefined, 'enrolment_required', 'enrol'],
  ] as const)('one %s', async (_what, enrolled, assurance, status, purpose) => {
    const host = enrolled ? await createEnrolled() : createHost();
    const state = await host.secondFactor.sessionState(host.alice, assurance(host));
    const methods = { signed_in: [], code_required: ['sms'], enrolment_required: ['sms', 'totp', 'passkey'] }[status];
    const method = status === 'code_required' ? 'sms' : null;
    expect(state).toEqual({ status, purpose, methods, method, phone: null, code: null });
  });
});

test('a guarded request costs no trip to a store within 5 s', async () => {
  const host = await createEnrolled();
  let trips = 0;
  const { posture } = host.factors;
  host.factors.posture = (subject) => {
    trips += 1;
    return posture.call(host.factors, subject);
  };
  for (let n = 0; n < 100; n++) await standing(host, proved(host));
  expect(trips).toBe(1);
});

describe('a step-up that does not ask the policy', () => {
  test.each(['off', 'optional'] as const)(
    'R72: wants a proof also of one of whom the policy (%s) wants none',
    async (policy) => {
      const [host, enrolled] = [createHost({ policy }), await createEnrolled()];
      const strict = { maxAgeSeconds: 300, whateverThePolicy: true };
      expect(await host.secondFactor.standing(host.alice, undefined, strict)).toEqual({
        status: 'required',
        enrolled: false,
      });
      const { secondFactor } = restart(enrolled, { policy });
      expect(await secondFactor.standing(enrolled.alice, proved(enrolled), strict)).toEqual(SATISFIED);
      enrolled.clock.advance(301_000);
      expect(
        await secondFactor.standing(
          enrolled.alice,
          proved(enrolled, { verifiedAt: enrolled.clock.now() - 301_000 }),
          strict,
        ),
      ).toEqual({ status: 'stale' });
    },
  );
});

test('R66: a step-up by methods counts only what was proved last, by one of these', async () => {
  const host = await createEnrolled();
  const statusOf = async (changes: Partial<Assurance>, methods: readonly Method[], maxAgeSeconds?: number) =>
    (await host.secondFactor.standing(host.alice, proved(host, changes), { methods, maxAgeSeconds })).status;
  expect(await statusOf({ method: 'sms' }, ['voice', 'sms'], 300)).toBe('satisfied');
  expect(await statusOf({ method: 'sms' }, ['voice'])).toBe('stale');
  // Both were proved in this session, the one that is asked for first.
  expect(await statusOf({ method: 'sms', amr: ['pwd', 'tel', 'sms', 'mfa'] }, ['voice'])).toBe('stale');
  expect(await statusOf({}, ['sms'])).toBe('stale');
});
