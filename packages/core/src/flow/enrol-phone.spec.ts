import { describe, expect, test } from '@jest/globals';
import { KeyRing } from '../key-ring.js';
import { PhoneNumber } from '../phone-number.js';
import {
  codeOf,
  createEnrolled,
  createHost,
  enrol,
  logIn,
  PHONE,
  refusalOf,
  restart,
  SECRET,
  type User,
} from '../spec/flow.js';
import { told } from '../spec/told.js';

describe('registering a phone', () => {
  test('sends the code to the number, and signs in when it comes back', async () => {
    const host = createHost();
    const { token } = await logIn(host, host.alice, '/products');
    const state = await host.secondFactor.enrolPhone(token, { phone: PHONE.typed, country: 'nl' });
    expect(state).toMatchObject({ status: 'code_required', purpose: 'enrol', phone: PHONE.masked });
    expect(host.sender.sent.map(({ to }) => to)).toEqual([PHONE.e164]);
    expect(host.sender.last.text).toContain('register this phone');
    expect(await host.secondFactor.verify(token, host.sender.last.code)).toEqual({
      status: 'complete',
      user: host.alice,
      assurance: {
        subject: 'alice',
        amr: ['pwd', 'sms', 'mfa'],
        verifiedAt: host.clock.now(),
        firstFactorAt: host.clock.now(),
        epoch: 1,
        method: 'sms',
        proof: expect.stringMatching(/^[0-9a-f]{32}$/),
      },
      returnTo: '/products',
      purpose: 'enrol',
      mark: null,
      device: null,
    });
  });

  test('R75: tells each step of it', async () => {
    const host = createHost();
    await enrol(host, host.alice);
    expect(host.sink.types).toEqual([
      'countersign.sign-in.opened',
      'countersign.code.sent',
      'countersign.factor.enrolled',
      'countersign.sign-in.completed',
    ]);
    const [factor] = await host.factors.factors('alice');
    const { signIn = '' } = host.sink.events[0] ?? {};
    expect(signIn).toMatch(/^[0-9a-f]{12}$/);
    const of = { subject: 'alice', method: 'sms', signIn } as const;
    expect(host.sink.events.slice(2)).toEqual([
      told({ type: 'countersign.factor.enrolled', ...of, factorId: factor?.id ?? '' }),
      told({ type: 'countersign.sign-in.completed', ...of, purpose: 'enrol' }),
    ]);
  });

  test('R36: binds exactly the number that got the code, sealed for its subject', async () => {
    const host = createHost();
    await enrol(host, host.alice);
    const [factor, ...others] = await host.factors.factors('alice');
    const keys = new KeyRing([SECRET]);
    expect(others).toEqual([]);
    expect(keys.openSealed(factor?.sealed ?? '', ['factor', 'phone', 'alice'])).toBe(PHONE.e164);
    expect(factor?.lookup).toBe(keys.phoneIndex(new PhoneNumber(PHONE.e164)));
    expect(factor?.lastDigits).toBe('42');
  });

  test('R36: the code of a first number does not bind a second one', async () => {
    const host = createHost();
    const { token } = await logIn(host, host.alice);
    await host.secondFactor.enrolPhone(token, { phone: PHONE.typed });
    const { code } = host.sender.last;
    host.clock.advance(30_000);
    await host.secondFactor.enrolPhone(token, { phone: '+31612345699' });
    expect(await codeOf(host.secondFactor.verify(token, code))).toBe('code_superseded');
    expect(await host.factors.factors('alice')).toEqual([]);
    await host.secondFactor.verify(token, host.sender.last.code);
    expect((await host.factors.factors('alice')).map(({ lastDigits }) => lastDigits)).toEqual(['99']);
  });

  test('R35, R36: nothing is bound before the code comes back, and a code binds once', async () => {
    const host = createHost();
    const { token } = await logIn(host, host.alice);
    await host.secondFactor.enrolPhone(token, { phone: PHONE.typed });
    expect(await host.factors.factors('alice')).toEqual([]);
    const { code } = host.sender.last;
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => host.secondFactor.verify(token, code)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await codeOf(host.secondFactor.verify(token, code))).toBe('sign_in_expired');
    expect(await host.factors.factors('alice')).toHaveLength(1);
  });

  test('R35: a number that was not confirmed in the sign-in’s life is forgotten', async () => {
    const host = createHost();
    const { token } = await logIn(host, host.alice);
    await host.secondFactor.enrolPhone(token, { phone: PHONE.typed });
    host.clock.advance(600_000);
    expect(await codeOf(host.secondFactor.verify(token, host.sender.last.code))).toBe('sign_in_expired');
    expect((await logIn(host, host.alice)).state).toMatchObject({ status: 'enrolment_required', phone: null });
  });

  test('asks for a number before a code can be sent or answered', async () => {
    const host = createHost();
    const { token } = await logIn(host, host.alice);
    expect(await codeOf(host.secondFactor.sendCode(token))).toBe('code_not_requested');
    expect(await codeOf(host.secondFactor.verify(token, '123456'))).toBe('code_not_requested');
    expect(host.sender.sent).toEqual([]);
  });

  test('R26: refuses a number or country off the list, and sends nothing', async () => {
    const host = createHost();
    const { token } = await logIn(host, host.alice);
    const asks = [
      { phone: '+33612345678' },
      { phone: '06 12345678', country: 'FR' },
      { phone: PHONE.typed, country: 'XX' },
      { phone: '12', country: 'NL' },
    ];
    const codes: string[] = [];
    for (const ask of asks) codes.push(await codeOf(host.secondFactor.enrolPhone(token, ask)));
    expect(codes).toEqual(['phone_not_allowed', 'phone_not_allowed', 'phone_not_allowed', 'phone_invalid']);
    expect(host.sender.sent).toEqual([]);
    expect((await host.secondFactor.state(token)).status).toBe('enrolment_required');
  });

  test.each([undefined, '', null])('a country that is left out (%p) is the first of the list', async (country) => {
    const host = createHost();
    const { token } = await logIn(host, host.alice);
    await host.secondFactor.enrolPhone(token, { phone: PHONE.typed, country: country as undefined });
    expect(host.sender.last.to).toBe(PHONE.e164);
  });
});

describe('one who has a phone', () => {
  test('R33: cannot register another in a sign-in or a step-up', async () => {
    const host = await createEnrolled();
    const { token } = await logIn(host, host.alice);
    const begun = await host.secondFactor.beginStepUp(host.alice);
    const stepUp = begun.status === 'pending' ? begun.token.reveal() : '';
    const before = await host.factors.factors('alice');
    host.sender.sent.length = 0;
    for (const held of [token, stepUp]) {
      const refused = await refusalOf(host.secondFactor.enrolPhone(held, { phone: '+31612345699' }));
      expect(refused.code).toBe('enrolment_not_allowed');
    }
    expect(await host.factors.factors('alice')).toEqual(before);
    expect(host.sender.sent).toEqual([]);
  });

  test('R33: cannot start one in an enrolment that was opened before', async () => {
    const host = createHost();
    const { token } = await logIn(host, host.alice);
    await enrol(host, host.alice);
    host.sender.sent.length = 0;
    expect(await codeOf(host.secondFactor.enrolPhone(token, { phone: '+31612345699' }))).toBe('enrolment_not_allowed');
    expect(host.sender.sent).toEqual([]);
  });

  test('R33: cannot turn a sign-in into an enrolment, not even when the phone is gone meanwhile', async () => {
    const host = await createEnrolled();
    const { token } = await logIn(host, host.alice);
    host.factors.posture = async () => ({ epoch: 2, methods: [] });
    expect(await codeOf(host.secondFactor.enrolPhone(token, { phone: '+31612345699' }))).toBe('enrolment_not_allowed');
    expect(host.sender.sent.map(({ to }) => to)).toEqual([PHONE.e164]);
  });

  test('R22, R33: gets no other text for an enrolment that was under way in another browser', async () => {
    const host = createHost();
    const { token } = await logIn(host, host.alice);
    await host.secondFactor.enrolPhone(token, { phone: '+31612345699' });
    await enrol(host, host.alice);
    host.sender.sent.length = 0;
    host.clock.advance(30_000);
    expect(await codeOf(host.secondFactor.sendCode(token))).toBe('enrolment_not_allowed');
    expect(host.sender.sent).toEqual([]);
  });

  test('R33: of two parallel first enrolments one is bound, and only its holder is signed in', async () => {
    const host = createHost();
    const tokens = [(await logIn(host, host.alice)).token, (await logIn(host, host.alice)).token] as const;
    await host.secondFactor.enrolPhone(tokens[0], { phone: PHONE.typed });
    await host.secondFactor.enrolPhone(tokens[1], { phone: '+31612345699' });
    const [first, second] = host.sender.sent.map(({ code }) => code);
    const outcomes = await Promise.allSettled([
      host.secondFactor.verify(tokens[0], first ?? ''),
      host.secondFactor.verify(tokens[1], second ?? ''),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(outcomes[1]).toMatchObject({ reason: { code: 'enrolment_not_allowed' } });
    expect((await host.factors.factors('alice')).map(({ lastDigits }) => lastDigits)).toEqual(['42']);
    expect(host.sink.types.filter((type) => type === 'countersign.factor.enrolled')).toHaveLength(1);
  });
});

describe('R41: how many numbers, and how many accounts', () => {
  const numbers = ['06 12345601', '06 12345602', '+31612345603', '06 12345604'];

  test('R41: the fourth different number in 24 h is refused with the wait, and nothing is sent; an old one is not', async () => {
    const host = createHost();
    const { token } = await logIn(host, host.alice);
    for (const phone of numbers.slice(0, 3)) {
      await host.secondFactor.enrolPhone(token, { phone });
      host.clock.advance(120_000);
    }
    const { token: another } = await logIn(host, host.alice);
    const refused = await refusalOf(host.secondFactor.enrolPhone(another, { phone: numbers[3] ?? '' }));
    expect(refused).toMatchObject({ code: 'too_many_codes', data: { retryAfterSeconds: 86_400 - 360 } });
    expect(host.sink.events.at(-1)).toMatchObject({ type: 'countersign.sends.refused', quota: 'numbers' });
    expect(host.sender.sent).toHaveLength(3);
    await host.secondFactor.enrolPhone(another, { phone: numbers[0] ?? '' });
    expect(host.sender.sent).toHaveLength(4);
  });

  test('R41: a number serves five accounts: the sixth is sent no code, and where it was quicker its right code binds nothing', async () => {
    const host = createHost();
    const accounts = Array.from({ length: 6 }, (_, n) => ({ id: `user-${n}`, password: 'password' }));
    for (const account of accounts) host.users.set(account.id, account);
    const [last, ...five] = accounts as [User, ...User[]];
    const early = await logIn(host, last);
    await host.secondFactor.enrolPhone(early.token, { phone: PHONE.typed });
    const { code } = host.sender.last;
    const open = restart(host, { sendQuotas: { enrolment: { hour: 10, day: 30 } } });
    for (const account of five) await enrol(open, account);
    expect(await codeOf(host.secondFactor.verify(early.token, code))).toBe('phone_not_allowed');
    expect(await host.factors.factors(last.id)).toEqual([]);
    const sent = host.sender.sent.length;
    const { token } = await logIn(host, last);
    expect(await codeOf(open.secondFactor.enrolPhone(token, { phone: PHONE.typed }))).toBe('phone_not_allowed');
    expect(host.sender.sent).toHaveLength(sent);
    for (const { id } of five) expect(await host.factors.factors(id)).toHaveLength(1);
  });
});
