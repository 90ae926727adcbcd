import { describe, expect, test } from '@jest/globals';
import type { Factor } from '../ports/factor.js';
import { MAX_CONSECUTIVE_FAILURES } from '../ports/factor-store.js';
import type { Method } from '../purpose.js';
import { codeOf, enrol, type Host, logIn, PHONE, restart, type User } from '../spec/flow.js';
import { recover } from '../spec/recovery.js';
import { addTotp, codeAt } from '../spec/totp.js';
import { createTrusting, FIREFOX, from, trust } from '../spec/trusting.js';

/** A host whose Alice has a phone, and whose policy counts what `methods` says by now. */
async function createTightened(...counted: Method[]) {
  const methods: Method[] = [...counted];
  const policy = () => ({ requirement: 'required', methods }) as const;
  const host = await createTrusting();
  const count = (...now: Method[]) => methods.splice(0, methods.length, ...now);
  return { ...restart(host, { policy }), pending: host.pending, count };
}

const told = ({ sink }: Host, type: string) => sink.events.filter((event) => event.type === type);

const held = async ({ factors }: Host) => (await factors.factors('alice')).map(({ kind }) => kind);

/** The sign-in to which the phone leads that is held. */
async function led(host: Host) {
  const { token, state } = await logIn(host, host.alice, '/products');
  const outcome = await host.secondFactor.verify(token, { code: host.sender.last.code });
  if (outcome.status !== 'pending') throw new Error('signed in');
  return { before: state, spent: token, token: outcome.token.reveal(), state: outcome.state };
}

/** Sets an app up in a sign-in that binds. */
async function answerByNewApp(host: Host, token: string) {
  const { totp } = await host.secondFactor.enrolTotp(token);
  return host.secondFactor.verify(token, codeAt(host, totp?.secret ?? ''));
}

async function guessApp({ factors }: Host, { id }: Factor): Promise<void> {
  const rule = { maxInThirtyDays: 1_000, credential: null };
  for (let n = 0; n < MAX_CONSECUTIVE_FAILURES; n += 1) await factors.recordFailure('alice', [id], rule);
}

describe('a factor that the policy no longer counts', () => {
  test('R33, R46, R47: proves who it is, signs nobody in, and leads to the binding of one that counts, which does', async () => {
    const host = await createTightened('totp', 'passkey');
    const { before, spent, token, state } = await led(host);
    expect(before).toMatchObject({ purpose: 'sign-in', methods: ['sms'], uncounted: true });
    expect(state).toMatchObject({ status: 'enrolment_required', purpose: 'enrol', after: 'uncounted' });
    expect(state.methods).toEqual(['totp', 'passkey']);
    expect(await codeOf(host.secondFactor.state(spent))).toBe('sign_in_expired');
    expect(host.sink.types).not.toContain('countersign.sign-in.completed');
    expect(told(host, 'countersign.sign-in.refused')).toMatchObject([{ reason: 'uncounted', method: 'sms' }]);
    const { assurance, returnTo } = await answerByNewApp(host, token);
    expect(assurance).toMatchObject({ amr: ['pwd', 'otp', 'mfa'], method: 'totp', firstFactorAt: host.clock.now() });
    expect(returnTo).toBe('/products');
    expect(await host.secondFactor.standing(host.alice, assurance)).toEqual({ status: 'satisfied' });
  });

  test('R38, R39: gives its place to the new one, and its phone is told; recovery codes stay', async () => {
    const host = await createTightened('totp', 'passkey');
    const set = { kind: 'recovery', sealed: 'a set', lookup: null, lastDigits: null, name: null, counter: 0 } as const;
    await host.factors.enrol('alice', set, { first: false });
    const { token } = await led(host);
    const [phone] = await host.factors.factors('alice');
    expect((await answerByNewApp(host, token)).recoveryCodes).toBeUndefined();
    expect(await held(host)).toEqual(['recovery', 'totp']);
    expect(told(host, 'countersign.factor.changed')).toMatchObject([{ method: 'totp', replaced: phone?.id }]);
    expect(host.sender.notices.map(({ to }) => to)).toEqual([PHONE.e164]);
  });

  test('R33: opens nothing but what counts: no phone, no code, no recovery code; and not before it is proved', async () => {
    const host = await createTightened('totp', 'passkey');
    const { secondFactor } = host;
    const { token: first } = await logIn(host, host.alice);
    expect(await codeOf(secondFactor.enrolTotp(first))).toBe('enrolment_not_allowed');
    expect(await codeOf(secondFactor.passkeyOptions(first))).toBe('bad_request');
    const { token } = await led(host);
    expect(await codeOf(secondFactor.enrolPhone(token, { phone: PHONE.typed }))).toBe('enrolment_not_allowed');
    expect(await codeOf(secondFactor.sendCode(token))).toBe('code_not_requested');
    expect(await codeOf(recover(host, token, 'AAAA-AAAA-AAAA-AAAA'))).toBe('bad_request');
    expect(await held(host)).toEqual(['phone']);
  });

  test('R54: is not trusted, and the devices that it was trusted by are not', async () => {
    const host = await createTightened('sms');
    const device = await trust(host);
    host.count('totp');
    expect(await from(host, host.alice, device)).toBe('asked');
    host.clock.advance(30_000);
    const { token } = await logIn(host, host.alice);
    const answer = { code: host.sender.last.code, trust: { userAgent: FIREFOX } };
    const outcome = await host.secondFactor.verify(token, answer);
    expect(outcome).toEqual({ status: 'pending', token: expect.anything(), state: expect.anything() });
    expect(await host.secondFactor.devices(host.alice)).toEqual([]);
  });

  test('R34: leads a session to a binding only when its password was proved within 300 s', async () => {
    const host = await createTightened('totp', 'passkey');
    const opened = (seconds: number) =>
      host.secondFactor.begin(host.alice, { firstFactorAt: host.clock.now() - seconds * 1_000 });
    expect(await codeOf(opened(301))).toBe('step_up_required');
    expect(await opened(299)).toMatchObject({ status: 'pending', state: { uncounted: true } });
  });

  test('R34, R66: steps no session up, and lets none change factors', async () => {
    const host = await createTightened('sms');
    const { token } = await logIn(host, host.alice);
    const { assurance } = await host.secondFactor.verify(token, host.sender.last.code);
    host.count('totp');
    expect(await codeOf(host.secondFactor.beginStepUp(host.alice))).toBe('second_factor_required');
    expect(await codeOf(host.secondFactor.beginChange(host.alice, assurance))).toBe('second_factor_required');
    expect(await host.secondFactor.sessionState(host.alice, assurance)).toMatchObject({
      purpose: 'sign-in',
      methods: ['sms'],
      uncounted: true,
    });
  });

  test('signs nobody in for a caller who sends the digits alone, as one that knows of nothing else', async () => {
    const host = await createTightened('totp');
    const { token } = await logIn(host, host.alice);
    expect(await codeOf(host.secondFactor.verify(token, host.sender.last.code))).toBe('sign_in_expired');
  });
});

describe('no way round a factor that counts', () => {
  test('R47: who holds one is asked for it alone', async () => {
    const host = await createTightened('totp', 'passkey');
    await addTotp(host, host.alice);
    const { token, state } = await logIn(host, host.alice);
    expect(state.methods).toEqual(['totp']);
    expect(state.uncounted).toBeUndefined();
    expect(host.sender.sent).toEqual([]);
    expect(await codeOf(host.secondFactor.sendCode(token))).toBe('bad_request');
  });

  test('R14, R33: not even when it is disabled: guessing an app does not make room for a text', async () => {
    const host = await createTightened('totp', 'passkey');
    await addTotp(host, host.alice);
    const app = (await host.factors.factors('alice')).find(({ kind }) => kind === 'totp') as Factor;
    await guessApp(host, app);
    expect(await codeOf(host.secondFactor.begin(host.alice))).toBe('second_factor_locked');
    expect(told(host, 'countersign.lock.refused')).toMatchObject([{ because: 'factor_disabled' }]);
    expect(host.sender.sent).toEqual([]);
  });

  test.each<[string, (host: Awaited<ReturnType<typeof createTightened>>) => unknown]>([
    ['the policy comes to count the phone again', ({ count }) => count('sms', 'totp')],
    ['the policy no longer counts what is bound', ({ count }) => count('passkey')],
    ['one that counts is bound elsewhere', (host) => addTotp(host, host.alice)],
    ['the account is disabled', ({ alice }) => Object.assign<User, Partial<User>>(alice, { disabled: true })],
    ['the password is changed', ({ alice }) => Object.assign<User, Partial<User>>(alice, { password: 'another' })],
  ])('R46: the binding is refused when meanwhile %s', async (_what, change) => {
    const host = await createTightened('totp');
    const { token } = await led(host);
    const { totp } = await host.secondFactor.enrolTotp(token);
    await change(host);
    const before = await held(host);
    expect(await codeOf(host.secondFactor.verify(token, codeAt(host, totp?.secret ?? '')))).toBe('sign_in_expired');
    expect(await held(host)).toEqual(before);
  });

  test('R46: the phone does not lead on when the policy is tightened in the middle of its sign-in', async () => {
    const host = await createTightened('sms');
    const { token } = await logIn(host, host.alice);
    host.count('totp');
    expect(await codeOf(host.secondFactor.verify(token, { code: host.sender.last.code }))).toBe('sign_in_expired');
    expect(told(host, 'countersign.sign-in.refused')).toMatchObject([{ reason: 'policy' }]);
  });

  test('R46: nor does the phone lead on when meanwhile the policy counts another one that is held', async () => {
    const host = await createTightened('passkey');
    await addTotp(host, host.alice);
    const { token } = await logIn(host, host.alice);
    await host.secondFactor.sendCode(token, { channel: 'sms' });
    host.count('passkey', 'totp');
    expect(await codeOf(host.secondFactor.verify(token, { code: host.sender.last.code, method: 'sms' }))).toBe(
      'sign_in_expired',
    );
    expect(told(host, 'countersign.sign-in.refused')).toMatchObject([{ reason: 'policy' }]);
  });

  test('R63: the step of an app that has led on is used up', async () => {
    const host = await createTightened('passkey');
    const { secret } = await addTotp(host, host.alice);
    const [first, second] = [await logIn(host, host.alice), await logIn(host, host.alice)];
    const answer = { code: codeAt(host, secret), method: 'totp' } as const;
    expect((await host.secondFactor.verify(first.token, answer)).status).toBe('pending');
    expect(await codeOf(host.secondFactor.verify(second.token, answer))).toBe('code_wrong');
  });

  test('R73: who has no factor enrols one that counts, and nothing else', async () => {
    const host = await createTightened('totp');
    const { token } = await logIn(host, host.bob);
    expect(await codeOf(host.secondFactor.enrolPhone(token, { phone: PHONE.typed }))).toBe('enrolment_not_allowed');
    host.count('sms');
    expect((await enrol(host, host.bob)).assurance.method).toBe('sms');
  });
});
