import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { Assurance } from '../assurance.js';
import { StoreUnavailable } from '../ports/pending-store.js';
import { codeOf, createHost, type Host, logIn, PHONE, refusalOf, restart } from '../spec/flow.js';
import { createGuessed, DAY_MS, flushed, guess, guessOn, signIn } from '../spec/guessing.js';

const LOCKED = 'second_factor_locked';
const THIRTY_DAYS_S = 30 * 86_400;

/** Nine wrong answers and a right one, on each of two days; on the third, as many wrong ones as it takes. */
async function untilSuspected(host: Host): Promise<string[]> {
  for (const _day of [1, 2]) {
    await guess(host, 9);
    await signIn(host);
    host.clock.advance(DAY_MS - 9 * 600_000);
  }
  return guess(host, 7);
}

describe('25 wrong answers in 30 days', () => {
  test('R13: nine wrong and one right a day: on the third day the host is told, and log-in demands another password', async () => {
    const host = await createGuessed();
    const codes = await untilSuspected(host);
    expect(codes).toEqual([...Array(6).fill('code_wrong'), LOCKED]);
    expect(host.told).toEqual(['alice']);
    expect(host.sink.events.slice(-2)).toMatchObject([
      { type: 'countersign.password.suspected', subject: 'alice', failuresInThirtyDays: 25 },
      { type: 'countersign.lock.refused', subject: 'alice', because: 'password_suspected' },
    ]);
    const sent = host.sender.sent.length;
    const refused = await refusalOf(host.secondFactor.begin(host.alice));
    // Seven answers have to grow too old before there is room: the last of them was given an hour after the first.
    const room = refused.data.retryAfterSeconds ?? 0;
    expect([refused.code, room > THIRTY_DAYS_S - 3 * 86_400, room <= THIRTY_DAYS_S]).toEqual([LOCKED, true, true]);
    host.alice.password = 'another-password';
    await Promise.all([host, restart(host, {})].map((each) => logIn(each, host.alice)));
    await signIn(host);
    expect(host.sender.sent).toHaveLength(sent + 3);
    expect(host.sink.types.filter((type) => type === 'countersign.password.replaced')).toHaveLength(1);
    expect((await host.factors.failures('alice')).inThirtyDays).toBe(0);
    host.clock.advance(DAY_MS);
    expect(await guess(host, 9)).toEqual(Array(9).fill('code_wrong'));
    expect(host.told).toEqual(['alice']);
  });

  test('R13, R84: are counted where a flushed pending store does not lose them', async () => {
    const host = await guessOn(await createGuessed(), 24);
    expect(await guess(host, 1)).toEqual([LOCKED]);
    expect(await codeOf(flushed(host).secondFactor.begin(host.alice))).toBe(LOCKED);
  });

  test('R13: that come at once in two processes are told to the host once', async () => {
    const { told, ...guessed } = await createGuessed();
    const host = await guessOn(guessed, 24);
    const other = restart(host, {});
    const tokens = [await logIn(host, host.alice), await logIn(host, host.alice), await logIn(host, host.alice)];
    const answers = tokens.map(({ token }, n) => codeOf((n % 2 ? other : host).secondFactor.verify(token, '314159')));
    expect(await Promise.all(answers)).toEqual(Array(3).fill(LOCKED));
    expect(told).toEqual(['alice']);
    expect(host.sink.types.filter((type) => type === 'countersign.password.suspected')).toHaveLength(1);
  });

  test('R13: are as many as the host says, and count in an enrolment too', async () => {
    const host = createHost({ maxFailuresInThirtyDays: 5 });
    const { token } = await logIn(host, host.bob);
    await host.secondFactor.enrolPhone(token, { phone: PHONE.typed });
    for (let n = 0; n < 4; n += 1) await codeOf(host.secondFactor.verify(token, '314159'));
    const second = await logIn(host, host.bob);
    expect(await codeOf(host.secondFactor.verify(token, '314159'))).toBe(LOCKED);
    expect(await codeOf(host.secondFactor.enrolPhone(second.token, { phone: PHONE.typed }))).toBe(LOCKED);
    expect(await codeOf(host.secondFactor.begin(host.bob))).toBe(LOCKED);
  });
});

describe('a suspected password', () => {
  test('R16: is refused by every step that is open or would open, the right code too; nothing goes out', async () => {
    const host = await createGuessed({ maxFailuresInThirtyDays: 5, maxFailures: 20 });
    const [one, two] = [await logIn(host, host.alice), await logIn(host, host.alice)];
    const three = await logIn(host, host.alice);
    const code = host.sender.last.code;
    for (let n = 0; n < 5; n += 1) await codeOf(host.secondFactor.verify(one.token, '314159'));
    const sent = host.sender.sent.length;
    host.clock.advance(60_000);
    const steps = [
      host.secondFactor.begin(host.alice),
      host.secondFactor.beginStepUp(host.alice),
      host.secondFactor.sendCode(two.token),
      host.secondFactor.verify(three.token, code),
      host.secondFactor.verify(two.token, '314159'),
    ];
    const refusals = await Promise.all(steps.map(refusalOf));
    expect(refusals.map((refusal) => refusal.code)).toEqual(Array(5).fill(LOCKED));
    expect(new Set(refusals.map(({ data, message }) => JSON.stringify([data, message]))).size).toBe(1);
    expect(host.sender.sent).toHaveLength(sent);
    expect(host.sink.types).not.toContain('countersign.sign-in.completed');
  });

  test('R38: ends the sessions that there were: here at once, elsewhere within 5 s', async () => {
    const host = await createGuessed({ maxFailuresInThirtyDays: 5 });
    const other = restart(host, {});
    const proof: Assurance = { subject: 'alice', amr: ['pwd', 'sms', 'mfa'], verifiedAt: host.clock.now(), epoch: 1 };
    const status = async ({ secondFactor }: Host) => (await secondFactor.standing(host.alice, proof)).status;
    await guess(host, 4);
    expect([await status(host), await status(other)]).toEqual(['satisfied', 'satisfied']);
    const { token } = await logIn(host, host.alice);
    await codeOf(host.secondFactor.verify(token, '314159'));
    expect(await status(host)).toBe('required');
    host.clock.advance(5_000);
    expect(await status(other)).toBe('required');
  });

  test('R13: time does not clear it, nor the same password again, nor a host that tells none any more', async () => {
    const host = await createGuessed({ maxFailuresInThirtyDays: 5 });
    await guess(host, 5);
    host.clock.advance(400 * DAY_MS);
    const refused = await refusalOf(host.secondFactor.begin({ ...host.alice }));
    expect(refused).toMatchObject({ code: LOCKED, data: { retryAfterSeconds: 86_400 } });
    const { credentialVersion: _, ...subject } = host.options.subject;
    expect(await codeOf(restart(host, { subject }).secondFactor.begin(host.alice))).toBe(LOCKED);
    expect(host.told).toEqual(['alice']);
  });

  test('R13: is not forgotten for an account from a session that tells of an older password', async () => {
    const host = await createGuessed({ maxFailuresInThirtyDays: 5 });
    await guess(host, 5);
    const kept = { ...host.alice, password: 'the-one-before' };
    for (const step of ['begin', 'beginStepUp'] as const)
      expect(await codeOf(host.secondFactor[step](kept))).toBe(LOCKED);
    expect((await host.factors.posture('alice')).suspected).toBeDefined();
    expect((await host.factors.failures('alice')).inThirtyDays).toBe(5);
  });

  test('R13: is known again after the secrets were rotated', async () => {
    const host = await createGuessed({ maxFailuresInThirtyDays: 5 });
    await guess(host, 5);
    const rotated = restart(host, {
      secrets: ['another secret of the host, as long as it takes', ...host.options.secrets],
    });
    expect(await codeOf(rotated.secondFactor.begin(host.alice))).toBe(LOCKED);
    host.alice.password = 'another-password';
    await signIn(rotated);
  });

  test('R13: without a version of the credential the end of the 30 days frees the subject', async () => {
    const base = await createGuessed({ maxFailuresInThirtyDays: 5 });
    const { credentialVersion: _, ...subject } = base.options.subject;
    const host = { ...restart(base, { subject }) };
    await guess(host, 5);
    host.alice.password = 'another-password';
    const refused = await refusalOf(host.secondFactor.begin(host.alice));
    host.clock.advance(1_000 * (refused.data.retryAfterSeconds ?? 0) - 1_000);
    expect((await refusalOf(host.secondFactor.begin(host.alice))).data.retryAfterSeconds).toBe(1);
    host.clock.advance(1_000);
    await signIn(host);
  });

  test('3.1: is of the subject alone, and 3.2: nobody is refused whom the policy does not ask', async () => {
    const host = await createGuessed({ maxFailuresInThirtyDays: 5 });
    await guess(host, 5);
    expect((await logIn(host, host.bob)).state.status).toBe('enrolment_required');
    expect((await restart(host, { policy: 'off' }).secondFactor.begin(host.alice)).status).toBe('complete');
    expect(await codeOf(restart(host, { policy: 'optional' }).secondFactor.begin(host.alice))).toBe(LOCKED);
  });
});

describe('the host that is told', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  const hooks: readonly [string, () => void | Promise<void>, string][] = [
    [
      'throws',
      () => {
        throw new TypeError('sentinel');
      },
      'TypeError',
    ],
    ['rejects', () => Promise.reject(new StoreUnavailable('timeout')), 'timeout'],
    ['never answers', () => new Promise(() => undefined), 'DeadlinePassed'],
  ];
  test.each(hooks)(
    'R13, R19: and %s, opens nothing: the suspicion stays, and an event tells',
    async (_how, hook, reason) => {
      const base = await createGuessed({ maxFailuresInThirtyDays: 5 });
      const host = restart(base, { subject: { ...base.options.subject, passwordSuspected: hook } });
      await guess(host, 4);
      const { token } = await logIn(host, host.alice);
      const refused = codeOf(host.secondFactor.verify(token, '314159'));
      await jest.advanceTimersByTimeAsync(1_500);
      expect(await refused).toBe(LOCKED);
      const failed = { type: 'countersign.hook.failed', subject: 'alice', hook: 'passwordSuspected', reason };
      expect(host.sink.events.at(-2)).toMatchObject(failed);
      expect(JSON.stringify(host.sink.events)).not.toContain('sentinel');
      expect(await codeOf(host.secondFactor.begin(host.alice))).toBe(LOCKED);
    },
  );
});

describe('a wrong answer that the database cannot count', () => {
  test('R09, R19: is refused, is charged in the pending store, and is no free guess', async () => {
    const host = await createGuessed();
    host.factors.recordFailure = () => Promise.reject(new StoreUnavailable('timeout'));
    const { token } = await logIn(host, host.alice);
    const codes: string[] = [];
    for (let n = 0; n < 5; n += 1) codes.push(await codeOf(host.secondFactor.verify(token, '314159')));
    expect(codes).toEqual(Array(5).fill('second_factor_unavailable'));
    expect(await codeOf(host.secondFactor.verify(token, host.sender.last.code))).toBe('sign_in_expired');
    host.clock.advance(30_000);
    await guess(host, 5);
    expect(await codeOf(host.secondFactor.begin(host.alice))).toBe(LOCKED);
  });
});
