import { describe, expect, test } from '@jest/globals';
import { codeOf, createEnrolled, enrol, type Host, logIn, refusalOf, restart } from '../spec/flow.js';
import { addTotp, codeAt, createWithApp, signInByApp } from '../spec/totp.js';

const STEP = 30_000;
const WRONG = 'code_wrong';

/** Answers by the app, and tells what came of it. */
async function outcomeOf(host: Host, token: string, code: string): Promise<string> {
  return host.secondFactor.verify(token, { code, method: 'totp' }).then(
    () => 'signed in',
    ({ code: refused }) => refused,
  );
}

describe('the code of an authenticator app', () => {
  test('R47: is asked for where there is no phone, nothing is sent, and it signs in', async () => {
    const { host, app } = await createWithApp();
    const { token, state } = await logIn(host, host.alice);
    expect(state).toMatchObject({
      status: 'code_required',
      methods: ['totp'],
      method: 'totp',
      phone: null,
      code: null,
    });
    expect(await outcomeOf(host, token, codeAt(host, app.secret))).toBe('signed in');
    expect(host.sender.sent).toEqual([]);
  });

  test.each([
    [-2, WRONG],
    [-1, 'signed in'],
    [0, 'signed in'],
    [1, 'signed in'],
    [2, WRONG],
  ])('R64: of %i steps from now: %s', async (steps, expected) => {
    const { host, app } = await createWithApp();
    const { token } = await logIn(host, host.alice);
    expect(await outcomeOf(host, token, codeAt(host, app.secret, steps))).toBe(expected);
  });

  test('R64: with a window of 0 only that of now is right', async () => {
    const { host, app } = await createWithApp({ totpWindow: 0 });
    for (const [steps, expected] of [
      [-1, WRONG],
      [1, WRONG],
      [0, 'signed in'],
    ] as const) {
      const { token } = await logIn(host, host.alice);
      expect(await outcomeOf(host, token, codeAt(host, app.secret, steps))).toBe(expected);
    }
  });

  test('R63: is good once, in whatever browser, in turn or at once, at log-in or step-up', async () => {
    const { host, app } = await createWithApp();
    const browsers = await Promise.all(Array.from({ length: 5 }, () => logIn(host, host.alice)));
    const code = codeAt(host, app.secret);
    const outcomes = await Promise.all(browsers.map(({ token }) => outcomeOf(host, token, code)));
    expect(outcomes.filter((outcome) => outcome === 'signed in')).toHaveLength(1);
    expect(await outcomeOf(host, (await logIn(host, host.alice)).token, code)).toBe(WRONG);
    const stepUp = await host.secondFactor.beginStepUp(host.alice);
    const { token } = stepUp as Extract<typeof stepUp, { status: 'pending' }>;
    expect(await outcomeOf(host, token.reveal(), code)).toBe(WRONG);
    expect(await outcomeOf(host, token.reveal(), codeAt(host, app.secret, 1))).toBe('signed in');
  });

  test('R63: that registered it is used up, and so is that of a step before the last one accepted', async () => {
    const { host, app } = await createWithApp({}, 0);
    const { token } = await logIn(host, host.alice);
    expect(await outcomeOf(host, token, app.registeredWith)).toBe(WRONG);
    host.clock.advance(2 * STEP);
    await signInByApp(host, app, 1);
    const again = await logIn(host, host.alice);
    for (const steps of [-1, 0, 1]) {
      expect(await outcomeOf(host, again.token, codeAt(host, app.secret, steps))).toBe(WRONG);
    }
  });

  test('R86: a clock that was put back accepts no used step', async () => {
    const { host, app } = await createWithApp();
    const used = await signInByApp(host, app);
    host.clock.advance(-60_000);
    const { token } = await logIn(host, host.alice);
    expect(await outcomeOf(host, token, used)).toBe(WRONG);
  });

  test('R08: fifty parallel right codes sign in once', async () => {
    const { host, app } = await createWithApp();
    const { token } = await logIn(host, host.alice);
    const code = codeAt(host, app.secret);
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => outcomeOf(host, token, code)));
    expect(outcomes.filter((outcome) => outcome === 'signed in')).toHaveLength(1);
  });

  test('R11, R16: wrong ones count with those of the phone, and lock both', async () => {
    const { host } = await createWithApp({}, 1, true);
    for (let n = 0; n < 10; n += 1) {
      const { token } = await logIn(host, host.alice);
      if (n % 2) await host.secondFactor.sendCode(token);
      const wrong = { code: '000000', method: n % 2 ? 'sms' : 'totp' } as const;
      expect(await codeOf(host.secondFactor.verify(token, wrong))).toBe(WRONG);
      host.clock.advance(900_000);
    }
    expect(await codeOf(host.secondFactor.begin(host.alice))).toBe('second_factor_locked');
    const [phone, app] = await host.factors.factors('alice');
    expect([phone?.consecutiveFailures, app?.consecutiveFailures]).toEqual([5, 5]);
  });

  test('R10: the fifth wrong one ends the sign-in; R14: it counts against the app', async () => {
    const { host, app } = await createWithApp();
    const { token } = await logIn(host, host.alice);
    for (let n = 0; n < 4; n += 1) {
      const refused = await refusalOf(host.secondFactor.verify(token, '000000'));
      expect([refused.code, refused.data.attemptsLeft]).toEqual([WRONG, 4 - n]);
      expect(refused.state).toMatchObject({ method: 'totp' });
    }
    expect(await codeOf(host.secondFactor.verify(token, '000000'))).toBe('too_many_attempts');
    expect(await outcomeOf(host, token, codeAt(host, app.secret))).toBe('sign_in_expired');
    expect(await host.factors.factors('alice')).toMatchObject([{ kind: 'totp', consecutiveFailures: 5 }]);
    host.clock.advance(STEP);
    await signInByApp(host, app);
    expect(await host.factors.factors('alice')).toMatchObject([{ consecutiveFailures: 0 }]);
  });

  test('R04: of another account is wrong, and it is nothing that was sent', async () => {
    const { host } = await createWithApp();
    await enrol(host, host.bob, '+31612345699');
    const bob = await addTotp(host, host.bob);
    const { token } = await logIn(host, host.alice);
    expect(await outcomeOf(host, token, codeAt(host, bob.secret))).toBe(WRONG);
    const phoneOnly = await createEnrolled();
    const opened = await logIn(phoneOnly, phoneOnly.alice);
    expect(await outcomeOf(phoneOnly, opened.token, phoneOnly.sender.last.code)).toBe('bad_request');
    expect((await phoneOnly.secondFactor.state(opened.token)).code?.attemptsLeft).toBe(5);
  });

  test('R46: signs nobody in whose app was removed meanwhile, or under a policy that counts none', async () => {
    const { host, app } = await createWithApp();
    const { token } = await logIn(host, host.alice);
    await host.factors.removeFactors('alice');
    expect(await outcomeOf(host, token, codeAt(host, app.secret))).not.toBe('signed in');
    const other = await createWithApp();
    const opened = await logIn(other.host, other.host.alice);
    const strict = restart(other.host, { policy: () => ({ requirement: 'required', methods: ['sms'] }) });
    expect(await outcomeOf(strict, opened.token, codeAt(strict, other.app.secret))).toBe('sign_in_expired');
  });
});

describe('an app beside a phone', () => {
  test('is asked for first, unless the phone is preferred; a text is sent when it is asked for', async () => {
    const { host, app } = await createWithApp({}, 1, true);
    const { token, state } = await logIn(host, host.alice);
    expect([state.methods, state.method, host.sender.sent]).toEqual([['totp', 'sms'], 'totp', []]);
    expect(await host.secondFactor.sendCode(token)).toMatchObject({ method: 'sms', code: { channel: 'sms' } });
    expect(await outcomeOf(host, token, codeAt(host, app.secret))).toBe('signed in');
    const [phone] = await host.factors.factors('alice');
    await host.factors.describeFactor('alice', phone?.id ?? '', { preferred: true });
    const next = await logIn(host, host.alice);
    expect([next.state.methods, next.state.method]).toEqual([['sms', 'totp'], 'sms']);
    await host.secondFactor.verify(next.token, host.sender.last.code);
  });
});

describe('what a store keeps of it', () => {
  test('R62: no secret in clear, nor twice the same; moved to another account it opens nothing', async () => {
    const { host, app } = await createWithApp();
    await enrol(host, host.bob, '+31612345699');
    const [mine] = await host.factors.factors('alice');
    expect(JSON.stringify(mine)).not.toContain(app.secret);
    const keep = host.factors.factors.bind(host.factors);
    host.factors.factors = async (subject) =>
      subject === 'bob' && mine ? [{ ...mine, subject: 'bob' }] : keep(subject);
    const { token } = await logIn(host, host.bob);
    expect(await outcomeOf(host, token, codeAt(host, app.secret))).toBe('second_factor_unavailable');
  });

  test('R65: nothing shows the secret once it is a factor', async () => {
    const { host, app } = await createWithApp();
    const { token, state } = await logIn(host, host.alice);
    const seen = [state, await host.secondFactor.state(token), host.sink.events, await host.factors.posture('alice')];
    expect(JSON.stringify(seen)).not.toContain(app.secret);
  });
});
