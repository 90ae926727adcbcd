import { describe, expect, test } from '@jest/globals';
import { codeOf, createEnrolled, createHost, failTimes, type Host, logIn, refusalOf, wrongCode } from '../spec/flow.js';
import { told } from '../spec/told.js';

const answer = (host: Host, token: string, code = host.sender.last.code) => host.secondFactor.verify(token, code);

describe('the code of a daily sign-in', () => {
  test('R68: signs in, and the session has truthfully proved both factors', async () => {
    const host = await createEnrolled();
    const { token } = await logIn(host, host.alice);
    host.clock.advance(20_000);
    expect(await answer(host, token)).toEqual({
      status: 'complete',
      user: host.alice,
      assurance: {
        subject: 'alice',
        amr: ['pwd', 'sms', 'mfa'],
        verifiedAt: host.clock.now(),
        firstFactorAt: host.clock.now() - 20_000,
        epoch: 1,
        method: 'sms',
        proof: expect.stringMatching(/^[0-9a-f]{32}$/),
      },
      returnTo: null,
      purpose: 'sign-in',
      mark: null,
      device: null,
    });
  });

  test('R75: tells each step of it', async () => {
    const host = await createEnrolled();
    const { token, signIn } = await logIn(host, host.alice);
    await answer(host, token);
    const of = { subject: 'alice', purpose: 'sign-in', method: 'sms', signIn: signIn.correlationId } as const;
    expect(host.sink.events).toEqual([
      told({ type: 'countersign.sign-in.opened', ...of }),
      told({ type: 'countersign.code.sent', ...of, reference: host.sender.last.reference }),
      told({ type: 'countersign.sign-in.completed', ...of }),
    ]);
  });

  test('R08: works once, of 50 at once too', async () => {
    const host = await createEnrolled();
    const { token } = await logIn(host, host.alice);
    const outcomes = await Promise.allSettled(Array.from({ length: 50 }, () => answer(host, token)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refused = outcomes.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[];
    expect(new Set(refused.map(({ reason }) => reason.code))).toEqual(new Set(['sign_in_expired']));
  });

  test('R03: works at 299 s, and not at 300 or 301 s', async () => {
    const outcomes = await Promise.all(
      [299, 300, 301].map(async (seconds) => {
        const host = await createEnrolled();
        const { token } = await logIn(host, host.alice);
        host.clock.advance(seconds * 1_000);
        return answer(host, token).then(
          ({ purpose }) => purpose,
          ({ code }) => code,
        );
      }),
    );
    expect(outcomes).toEqual(['sign-in', 'code_expired', 'code_expired']);
  });

  test('an expired one costs no try, and another can be had', async () => {
    const host = await createEnrolled();
    const { token } = await logIn(host, host.alice);
    host.clock.advance(301_000);
    const refused = await refusalOf(answer(host, token));
    expect(refused).toMatchObject({ code: 'code_expired', data: {}, state: { status: 'code_required', code: null } });
    expect(host.sink.types.at(-1)).toBe('countersign.code.expired');
    expect((await host.secondFactor.sendCode(token)).code?.attemptsLeft).toBe(5);
    expect((await answer(host, token)).user).toBe(host.alice);
  });

  test('R44: is of no use once the sign-in has expired, and R20: all dead sign-ins look alike', async () => {
    const host = await createEnrolled();
    const [late, used] = [await logIn(host, host.alice), await logIn(host, host.alice)];
    await answer(host, used.token);
    host.clock.advance(601_000);
    const dead = [late.token, used.token, `${'A'.repeat(16)}.${'B'.repeat(32)}`, 'nonsense', '', undefined, { a: 1 }];
    const steps = dead.flatMap((token) => [
      host.secondFactor.verify(token, host.sender.last.code),
      host.secondFactor.state(token),
      host.secondFactor.sendCode(token),
      host.secondFactor.enrolPhone(token, { phone: '06 12345642' }),
    ]);
    const refusals = await Promise.all(steps.map(refusalOf));
    const seen = new Set(
      refusals.map(({ code, message, data, state }) => JSON.stringify({ code, message, data, state })),
    );
    expect([...seen]).toEqual([
      '{"code":"sign_in_expired","message":"Your sign-in has expired. Log in again.","data":{}}',
    ]);
  });
});

describe('a wrong code', () => {
  test('is refused, and its holder is told how many tries are left and which message is meant', async () => {
    const host = await createEnrolled();
    const { token } = await logIn(host, host.alice);
    const refused = await refusalOf(answer(host, token, wrongCode(host)));
    expect(refused.code).toBe('code_wrong');
    expect(refused.data).toEqual({ attemptsLeft: 4, reference: host.sender.last.reference });
    expect(refused.state?.code).toMatchObject({ attemptsLeft: 4, sendsLeft: 2 });
    expect(host.sink.events.at(-1)).toMatchObject({
      ...{ type: 'countersign.code.wrong', superseded: false, failuresInWindow: 1 },
    });
  });

  test('R09: is charged to the sign-in, the subject and the factor; R15: a success clears only the last', async () => {
    const host = await createEnrolled();
    const { token } = await logIn(host, host.alice);
    await failTimes(host, token, 2);
    const counts = async () => [
      (await host.factors.factors('alice'))[0]?.consecutiveFailures,
      (await host.factors.failures('alice')).inThirtyDays,
    ];
    expect(await counts()).toEqual([2, 2]);
    await answer(host, token);
    expect(await counts()).toEqual([0, 2]);
    const next = await logIn(host, host.alice);
    await failTimes(host, next.token, 1);
    expect(host.sink.events.at(-1)).toMatchObject({ failuresInWindow: 3 });
  });

  test('R10: the fifth destroys the sign-in, and the right code comes too late', async () => {
    const host = await createEnrolled();
    const { token } = await logIn(host, host.alice);
    expect(await failTimes(host, token, 5)).toEqual([...Array(4).fill('code_wrong'), 'too_many_attempts']);
    expect(await codeOf(answer(host, token))).toBe('sign_in_expired');
    expect(await codeOf(host.secondFactor.sendCode(token))).toBe('sign_in_expired');
    expect(host.sink.types.slice(2)).toEqual([...Array(5).fill('countersign.code.wrong'), 'countersign.sign-in.spent']);
  });

  test('R09: of 200 at once five are looked at, and the right one after them is refused', async () => {
    const host = await createEnrolled();
    const { token } = await logIn(host, host.alice);
    const wrong = Array.from({ length: 200 }, () => codeOf(answer(host, token, wrongCode(host))));
    const codes = [...(await Promise.all(wrong)), await codeOf(answer(host, token))];
    expect(codes.filter((code) => code !== 'sign_in_expired')).toHaveLength(5);
    expect(codes.at(-1)).toBe('sign_in_expired');
    expect((await host.factors.failures('alice')).inThirtyDays).toBe(5);
  });

  test.each([
    '',
    '1',
    '12345',
    '1234567',
    '1'.repeat(1_000),
    '１２３４５６',
    '٣١٤١٥٩',
    '31415x',
    '+31415',
    '3141 5',
    '314159\n',
  ])('R07, R18: %j is no code at all: not looked at, not charged', async (text) => {
    const host = await createEnrolled();
    const { token } = await logIn(host, host.alice);
    const refused = await refusalOf(answer(host, token, text));
    expect(refused.code).toBe('bad_request');
    expect(refused.data).toEqual({ details: ['code: must be 6 digits'] });
    expect((await host.secondFactor.state(token)).code?.attemptsLeft).toBe(5);
    expect(host.sink.types).not.toContain('countersign.unavailable');
  });

  test.each([null, 314159, true, ['314159'], { code: 314159 }, { code: '314159', method: 'email' }])(
    'R18: nor is %p',
    async (text) => {
      const host = await createEnrolled();
      const { token } = await logIn(host, host.alice);
      expect(await codeOf(answer(host, token, text as unknown as string))).toBe('bad_request');
    },
  );

  test.each(['000000', '123456', '999999'])('R74: %s opens nothing', async (code) => {
    const host = await createEnrolled();
    const { token } = await logIn(host, host.alice);
    if (host.sender.last.code !== code) expect(await codeOf(answer(host, token, code))).toBe('code_wrong');
  });
});

describe('the code of somebody else', () => {
  test('R04: is a wrong one, and costs a try', async () => {
    const host = await createEnrolled();
    const mine = await logIn(host, host.alice);
    const theirs = await logIn(host, host.bob);
    await host.secondFactor.enrolPhone(theirs.token, { phone: '+447400123456' });
    const refused = await refusalOf(answer(host, mine.token));
    expect(refused).toMatchObject({ code: 'code_wrong', data: { attemptsLeft: 4 } });
  });
});

describe('a longer code', () => {
  test('R01: of ten digits works as one of six', async () => {
    const host = createHost({ codeLength: 10 });
    const { token } = await logIn(host, host.alice);
    const state = await host.secondFactor.enrolPhone(token, { phone: '06 12345642' });
    expect(state.code?.length).toBe(10);
    expect(host.sender.last.code).toMatch(/^\d{10}$/);
    expect(await codeOf(answer(host, token, host.sender.last.code.slice(0, 6)))).toBe('bad_request');
    expect((await answer(host, token)).user).toBe(host.alice);
  });
});
