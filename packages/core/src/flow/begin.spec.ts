import { describe, expect, test } from '@jest/globals';
import type { Requirement } from '../ports/policy.js';
import { codeOf, createEnrolled, createHost, enrol, logIn, PHONE, refusalOf } from '../spec/flow.js';
import type { Exempt } from './opening.js';

const makers = { enrolled: createEnrolled, 'not enrolled': async (changes: object) => createHost(changes) };

const TABLE: readonly [Requirement, keyof typeof makers, string, number][] = [
  ['off', 'not enrolled', 'complete', 0],
  ['off', 'enrolled', 'complete', 0],
  ['optional', 'not enrolled', 'complete', 0],
  ['optional', 'enrolled', 'code_required', 1],
  ['required', 'not enrolled', 'enrolment_required', 0],
  ['required', 'enrolled', 'code_required', 1],
];

/** When the manual clock begins. */
const AT = Date.parse('2026-01-05T09:00:00.000Z');

describe('after a right password', () => {
  test.each(TABLE)('R22: policy %s, %s: %s, messages sent: %i', async (requirement, who, expected, sent) => {
    let policy: Requirement = 'required';
    const host = await makers[who]({ policy: () => policy });
    policy = requirement;
    const begun = await host.secondFactor.begin(host.alice, { returnTo: '/products' });
    expect(begun.status === 'complete' ? 'complete' : begun.state.status).toBe(expected);
    expect(host.sender.sent).toHaveLength(sent);
    expect(host.sink.types).toEqual(
      [expected !== 'complete' && 'countersign.sign-in.opened', sent > 0 && 'countersign.code.sent'].filter(Boolean),
    );
  });

  test('R68: with nothing more to prove the session has proved a password, and says no more', async () => {
    const host = createHost({ policy: 'off' });
    expect(await host.secondFactor.begin(host.alice)).toEqual({
      status: 'complete',
      assurance: { subject: 'alice', amr: ['pwd'], verifiedAt: null, firstFactorAt: AT, epoch: 0 },
    });
  });

  test('R68: what the first factor proved goes on into the session', async () => {
    const host = await createEnrolled();
    const proved = [];
    for (const amr of [['hwk', 'mfa'], ['fpt'], []] as const) {
      const begun = await host.secondFactor.begin(host.alice, { amr });
      if (begun.status !== 'pending') throw new Error('not opened');
      proved.push((await host.secondFactor.verify(begun.token.reveal(), host.sender.last.code)).assurance.amr);
    }
    expect(proved).toEqual([['hwk', 'mfa', 'sms'], ['fpt', 'sms', 'mfa'], ['sms']]);
  });

  test('R47: an exemption frees a credential by what it has proved, and is told', async () => {
    const host = await createEnrolled();
    const exempt: Exempt = (amr) => (amr.includes('mfa') ? 'SSO with two factors' : undefined);
    expect(await host.secondFactor.begin(host.alice, { amr: ['hwk', 'mfa'], exempt })).toEqual({
      status: 'complete',
      assurance: { subject: 'alice', amr: ['hwk', 'mfa'], verifiedAt: null, firstFactorAt: AT, epoch: 1 },
    });
    expect(host.sink.events).toEqual([
      expect.objectContaining({
        type: 'countersign.sign-in.exempted',
        subject: 'alice',
        exemption: 'SSO with two factors',
      }),
    ]);
    expect((await host.secondFactor.begin(host.alice, { amr: ['hwk'], exempt })).status).toBe('pending');
  });

  test('a registered phone gets its code at once, and the state says all that the page needs', async () => {
    const host = await createEnrolled();
    const { state } = await logIn(host, host.alice);
    expect(state).toEqual({
      status: 'code_required',
      purpose: 'sign-in',
      methods: ['sms'],
      method: 'sms',
      phone: PHONE.masked,
      code: {
        ...{ sentAt: '2026-01-05T09:00:00.000Z', expiresInSeconds: 300, resendInSeconds: 30, length: 6 },
        ...{ attemptsLeft: 5, sendsLeft: 2, reference: host.sender.last.reference, delivery: 'accepted' },
        ...{ channel: 'sms', failure: null, answerInSeconds: 0 },
      },
    });
    expect(host.sender.last).toMatchObject({ to: PHONE.e164, expiresInSeconds: 300 });
  });

  test('without a phone nothing is sent, and a number is asked for', async () => {
    const host = createHost();
    const { state } = await logIn(host, host.alice);
    const nothing = { method: null, phone: null, code: null };
    const offered = { methods: ['sms', 'totp', 'passkey'], notices: ['sms_restricted'] };
    expect(state).toEqual({ status: 'enrolment_required', purpose: 'enrol', ...offered, ...nothing });
  });

  test('R44: every log-in has a token of its own', async () => {
    const host = await createEnrolled();
    const [one, two] = [await logIn(host, host.alice), await logIn(host, host.alice)];
    expect(one.token).not.toBe(two.token);
    const [first, second] = host.sender.sent;
    expect(await codeOf(host.secondFactor.verify(two.token, first?.code ?? ''))).toBe('code_wrong');
    expect((await host.secondFactor.verify(two.token, second?.code ?? '')).user).toBe(host.alice);
  });

  test('a send that is refused still opens the step, which says so', async () => {
    const host = await createEnrolled();
    const reason = 'number_unreachable' as const;
    host.sender.answer = () => ({ status: 'refused', reason, retryable: true, switchChannel: true });
    const { token, state } = await logIn(host, host.alice);
    expect(state.code?.delivery).toBe('undelivered');
    expect((await host.secondFactor.state(token)).code?.delivery).toBe('undelivered');
    expect(host.sink.types).toEqual([
      'countersign.sign-in.opened',
      'countersign.sender.failed',
      'countersign.code.not_sent',
    ]);
    expect(host.sink.events[2]).toMatchObject({ reason: 'number_unreachable', maybeSent: false });
  });

  test('the page first asked for comes back at the end', async () => {
    const host = await createEnrolled();
    const { token } = await logIn(host, host.alice, '/products?page=2');
    const verified = await host.secondFactor.verify(token, host.sender.last.code);
    expect(verified.returnTo).toBe('/products?page=2');
  });
});

describe('a step-up', () => {
  test('R67: is a challenge of its own, under its own purpose', async () => {
    const host = await createEnrolled();
    const begun = await host.secondFactor.beginStepUp(host.alice, { returnTo: '/administrators/security' });
    if (begun.status !== 'pending') throw new Error('not opened');
    expect(begun.state).toMatchObject({ status: 'code_required', purpose: 'step-up', phone: PHONE.masked });
    expect(host.sender.last.text).toContain('confirm it is you');
    host.clock.advance(10_000);
    const verified = await host.secondFactor.verify(begun.token.reveal(), host.sender.last.code);
    expect(verified).toEqual({
      status: 'complete',
      user: host.alice,
      assurance: {
        subject: 'alice',
        amr: ['pwd', 'sms', 'mfa'],
        verifiedAt: host.clock.now(),
        epoch: 1,
        method: 'sms',
        proof: expect.stringMatching(/^[0-9a-f]{32}$/),
      },
      returnTo: '/administrators/security',
      purpose: 'step-up',
      mark: null,
      device: null,
    });
    expect(host.sink.types).toEqual([
      'countersign.sign-in.opened',
      'countersign.code.sent',
      'countersign.sign-in.completed',
    ]);
    expect(new Set(host.sink.events.map((event) => 'purpose' in event && event.purpose))).toEqual(new Set(['step-up']));
  });

  test('R04, R67: a log-in’s code is not one of a step-up', async () => {
    const host = await createEnrolled();
    await logIn(host, host.alice);
    const logInCode = host.sender.last.code;
    const begun = await host.secondFactor.beginStepUp(host.alice);
    if (begun.status !== 'pending') throw new Error('not opened');
    expect(await codeOf(host.secondFactor.verify(begun.token.reveal(), logInCode))).toBe('code_wrong');
  });

  test('asks one who has no factor to take the second step first', async () => {
    const host = createHost();
    expect((await refusalOf(host.secondFactor.beginStepUp(host.alice))).code).toBe('second_factor_required');
    expect(host.sender.sent).toEqual([]);
  });
});

test('enrolledMethods tells who has enrolled, and leaves out who has not', async () => {
  const host = createHost();
  await enrol(host, host.alice);
  expect(await host.secondFactor.enrolledMethods(['alice', 'bob', 'nobody'])).toEqual(new Map([['alice', ['sms']]]));
});
