import { inspect } from 'node:util';
import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { KeyRing } from '../key-ring.js';
import { codeOf, logIn, PHONE, refusalOf, restart, SECRET } from '../spec/flow.js';
import { BY_BOB } from '../spec/guessing.js';
import {
  createRecovering,
  endsOf,
  lockOut,
  type Recovering,
  recover,
  recovered,
  setOf,
  slowHashes,
  WRONG,
} from '../spec/recovery.js';
import { tracesOf } from '../testing/pending-store/samples.js';

/** One set for all: each takes a second and a half to be made. Its codes are used up one after another. */
let alices: Recovering;
let unused: string[];
beforeAll(async () => {
  alices = await createRecovering({ maxFailuresInThirtyDays: 50 });
  unused = [...alices.codes];
  // Two sets of slow hashes.
}, 30_000);
beforeEach(async () => {
  await alices.host.secondFactor.unlock('alice', BY_BOB);
  alices.host.clock.advance(3_600_000);
  alices.host.sink.events.length = 0;
});

const next = () => unused.shift() ?? '';

describe('a set', () => {
  test('R55, R56: is ten codes, kept sealed as salted slow hashes: no code, and no fast hash of one', async () => {
    for (const code of alices.codes) expect(code).toMatch(/^(\w{4}-){3}\w{4}$/);
    const kept = JSON.stringify(await alices.host.factors.factors('alice'));
    const sealed = (await setOf(alices.host))?.sealed ?? '';
    const opened = new KeyRing([SECRET]).openSealed(sealed, ['factor', 'recovery', 'alice']) ?? '';
    const entries = JSON.parse(opened) as { salt: string; hash: string }[];
    expect([entries.length, new Set(entries.map(({ salt }) => salt)).size]).toEqual([10, 10]);
    for (const { salt } of entries) expect(Buffer.from(salt, 'base64url').length).toBe(16);
    const typed = alices.codes.flatMap((code) => [code, code.replaceAll('-', '')]);
    for (const trace of typed.flatMap(tracesOf)) for (const text of [kept, opened]) expect(text).not.toContain(trace);
  });

  test('R59: takes the place of the one before, and ends all other sessions', async () => {
    const { host, assurance, before } = alices;
    const sets = (await host.factors.factors('alice')).filter(({ kind }) => kind === 'recovery');
    expect([sets.length, sets[0]?.id === before]).toEqual([1, false]);
    const standing = async (epoch: number) => host.secondFactor.standing(host.alice, { ...assurance, epoch });
    expect(await standing(assurance.epoch)).toEqual({ status: 'satisfied' });
    expect(await standing(assurance.epoch - 1)).toEqual({ status: 'required', enrolled: true });
  });

  test('R59: is made only in a session that has just proved a factor, and nothing tells it again', async () => {
    const { host, assurance } = alices;
    const renew = (proved: typeof assurance | undefined, user = host.alice, { secondFactor } = host) =>
      codeOf(secondFactor.renewRecoveryCodes(user, proved));
    const fresh = { ...assurance, verifiedAt: host.clock.now(), firstFactorAt: host.clock.now() };
    const old = host.clock.now() - 301_000;
    for (const each of [{ verifiedAt: old }, { firstFactorAt: old }, { firstFactorAt: undefined }]) {
      expect(await renew({ ...fresh, ...each })).toBe('step_up_required');
    }
    for (const each of [{ ...fresh, verifiedAt: null }, { ...fresh, epoch: fresh.epoch - 1 }, undefined]) {
      expect(await renew(each)).toBe('second_factor_required');
    }
    expect(await renew({ ...fresh, subject: 'bob', epoch: 0 }, host.bob)).toBe('second_factor_required');
    expect(await renew(fresh, host.alice, restart(host, { methods: ['sms'] }))).toBe('enrolment_not_allowed');
    const { token, state } = await logIn(host, host.alice);
    const told = inspect([state, await host.secondFactor.state(token), host.sink.events], { depth: 9 });
    for (const code of alices.codes) expect(told).not.toContain(code);
    expect(state.methods).toEqual(['sms', 'recovery']);
  });
});

describe('a code of it', () => {
  test('R57: works once: of fifty log-ins at once with one code, one goes on; then it is as wrong as any', async () => {
    const { host } = alices;
    const code = next();
    const opened = await Promise.all(Array.from({ length: 50 }, () => logIn(host, host.alice)));
    const ends = await endsOf(opened.map(({ token }) => recover(host, token, code)));
    expect(ends).toEqual(['pending', ...ends.filter((end) => end !== 'pending')].sort());
    expect(new Set(ends)).toEqual(new Set(['code_wrong', 'pending', 'second_factor_locked']));
    await host.secondFactor.unlock('alice', BY_BOB);
    const [used, wrong] = [await logIn(host, host.alice), await logIn(host, host.alice)];
    const [one, other] = [
      await refusalOf(recover(host, used.token, code)),
      await refusalOf(recover(host, wrong.token, WRONG)),
    ];
    expect([one.code, one.data.attemptsLeft, other.code, other.data.attemptsLeft]).toEqual([
      'code_wrong',
      4,
      'code_wrong',
      3,
    ]);
  });

  test('R57: two different ones at once both work', async () => {
    const { host } = alices;
    const opened = await Promise.all([logIn(host, host.alice), logIn(host, host.alice)]);
    expect(await endsOf(opened.map(({ token }) => recover(host, token, next())))).toEqual(['pending', 'pending']);
    expect((await setOf(host))?.counter).toBe(3);
  });

  test('R56: costs one slow hash a try, whether its index is known or not; what is no code, or locked, costs none', async () => {
    const { host } = alices;
    const { token } = await logIn(host, host.alice);
    const trying = (code: string) => () => codeOf(recover(host, token, code));
    expect(await slowHashes(trying(alices.codes[0] ?? ''))).toBe(1);
    expect(await slowHashes(trying(WRONG))).toBe(1);
    expect(await slowHashes(trying('AAAA-AAAA'))).toBe(0);
    const opened = await Promise.all(Array.from({ length: 20 }, () => logIn(host, host.alice)));
    expect(await slowHashes(() => endsOf(opened.map((each) => recover(host, each.token, WRONG))))).toBe(3);
  });

  test('R58, R09: five wrong ones in 24 h lock them, also after a new log-in; a right one is not counted', async () => {
    const { host } = alices;
    const wrong = async () => codeOf(recover(host, (await logIn(host, host.alice)).token, WRONG));
    for (let n = 0; n < 4; n++) expect(await wrong()).toBe('code_wrong');
    await recovered(host, next());
    expect(await wrong()).toBe('code_wrong');
    const { token } = await logIn(host, host.alice);
    const refused = await refusalOf(recover(host, token, unused[0]));
    expect(refused).toMatchObject({ code: 'second_factor_locked', data: { retryAfterSeconds: 86_400 } });
    // What else the subject has is another count, and open.
    expect((await host.secondFactor.verify(token, host.sender.last.code)).user).toBe(host.alice);
    host.clock.advance(86_400_000);
    expect(await wrong()).toBe('code_wrong');
  });

  test('R58: a wrong one counts in the 30 days and in a row, which a right one ends', async () => {
    const { host } = alices;
    const before = (await host.factors.failures('alice')).inThirtyDays;
    const inARow = (await setOf(host))?.consecutiveFailures ?? 0;
    await codeOf(recover(host, (await logIn(host, host.alice)).token, WRONG));
    expect((await host.factors.failures('alice')).inThirtyDays).toBe(before + 1);
    expect((await setOf(host))?.consecutiveFailures).toBe(inARow + 1);
    await recovered(host, next());
    expect((await setOf(host))?.consecutiveFailures).toBe(0);
  });

  test('R10: the fifth wrong answer of a sign-in destroys it, a right one in that place still goes on', async () => {
    const { host } = alices;
    const { token } = await logIn(host, host.alice);
    for (const code of ['000000', '000001', '000002', '000003']) await codeOf(host.secondFactor.verify(token, code));
    expect((await recover(host, token, next())).status).toBe('pending');
    expect(await codeOf(host.secondFactor.state(token))).toBe('sign_in_expired');
  });

  test('3.1: opens a log-in while all else is locked, and then a factor can be bound; no other answer passes there', async () => {
    const { host } = alices;
    await lockOut(host);
    const { token, state } = await logIn(host, host.alice);
    expect([state.methods, state.method, state.code]).toEqual([['recovery'], 'recovery', null]);
    expect(await codeOf(host.secondFactor.sendCode(token))).toBe('bad_request');
    expect(await codeOf(host.secondFactor.verify(token, '000000'))).toBe('second_factor_locked');
    const outcome = await recover(host, token, next());
    if (outcome.status !== 'pending') throw new Error('signed in');
    const sent = await host.secondFactor.enrolPhone(outcome.token.reveal(), { phone: '06 87654321' });
    expect(sent.code).not.toBeNull();
  });

  test('R67: is no answer to a step-up, nor where it is no method', async () => {
    const { host } = alices;
    const begun = await host.secondFactor.beginStepUp(host.alice);
    if (begun.status !== 'pending') throw new Error('not opened');
    expect(begun.state.methods).toEqual(['sms']);
    const code = unused[0];
    expect(await codeOf(recover(host, begun.token.reveal(), code))).toBe('bad_request');
    // Not even where the store has it that one could.
    const { pending } = host.options;
    const generous = Object.create(pending) as typeof pending;
    generous.open = (key, signIn, ...more) => pending.open(key, { ...signIn, methods: ['recovery'] }, ...more);
    const again = await restart(host, { pending: generous }).secondFactor.beginStepUp(host.alice);
    if (again.status !== 'pending') throw new Error('not opened');
    expect(await codeOf(recover(host, again.token.reveal(), code))).toBe('bad_request');
    const texts = restart(host, { methods: ['sms'] });
    expect(await codeOf(recover(texts, (await logIn(texts, host.alice)).token, code))).toBe('bad_request');
  });

  test('R60: never signs in; what it opens can only bind, and R33: no other sign-in can', async () => {
    const { host } = alices;
    const { secondFactor } = host;
    const other = await logIn(host, host.alice);
    expect(await codeOf(secondFactor.enrolPhone(other.token, { phone: PHONE.typed }))).toBe('enrolment_not_allowed');
    const before = await logIn(host, host.alice, '/products');
    const outcome = await recover(host, before.token, next());
    expect(outcome).not.toHaveProperty('assurance');
    if (outcome.status !== 'pending') throw new Error('signed in');
    const token = outcome.token.reveal();
    expect(outcome.state).toMatchObject({
      status: 'enrolment_required',
      purpose: 'enrol',
      methods: ['sms', 'totp', 'passkey'],
    });
    expect(await codeOf(secondFactor.state(before.token))).toBe('sign_in_expired');
    expect(await codeOf(secondFactor.sendCode(token))).toBe('code_not_requested');
    expect(await codeOf(recover(host, token, unused[0]))).toBe('bad_request');
    const late = await recovered(host, next());
    await secondFactor.enrolPhone(token, { phone: '06 87654321' });
    await secondFactor.enrolPhone(late.token, { phone: '06 87654322' });
    const [mine, theirs] = host.sender.sent.slice(-2).map(({ code }) => code);
    const old = (await host.factors.factors('alice')).map(({ id }) => id);
    const verified = await secondFactor.verify(token, mine ?? '');
    expect([verified.user, verified.returnTo, verified.assurance.amr]).toEqual([
      host.alice,
      '/products',
      ['pwd', 'sms', 'mfa'],
    ]);
    const factors = await host.factors.factors('alice');
    expect(factors.map(({ kind, lastDigits }) => [kind, lastDigits])).toEqual([
      ['phone', '21'],
      ['recovery', null],
    ]);
    for (const { id } of factors) expect(old).not.toContain(id);
    const fresh = verified.recoveryCodes?.map((code) => code.grouped()) ?? [];
    expect(new Set([...fresh, ...alices.codes]).size).toBe(20);
    expect(inspect(verified, { depth: 9 })).not.toContain(fresh[0]);
    expect(await secondFactor.standing(host.alice, verified.assurance)).toEqual({ status: 'satisfied' });
    // Whoever else had come so far comes too late: the factors are others by now.
    expect(await codeOf(secondFactor.sendCode(late.token))).toBe('enrolment_not_allowed');
    expect(await codeOf(secondFactor.verify(late.token, theirs ?? ''))).toBe('sign_in_expired');
    const last = await logIn(host, host.alice);
    expect(await codeOf(recover(host, last.token, unused[0]))).toBe('code_wrong');
    expect((await recover(host, last.token, fresh[0])).status).toBe('pending');
    unused = fresh.slice(1);
  });

  test('R46: goes on for nobody whose account was disabled, or whose password was changed, meanwhile', async () => {
    const { host } = alices;
    const changes = [
      () => Object.assign(host.alice, { disabled: true }),
      () => Object.assign(host.alice, { disabled: false, password: 'alice-password-2' }),
    ];
    for (const change of changes) {
      const { token } = await logIn(host, host.alice);
      change();
      expect(await codeOf(recover(host, token, next()))).toBe('sign_in_expired');
    }
    const refused = host.sink.events.filter(({ type }) => type === 'countersign.sign-in.refused');
    expect(refused).toMatchObject([{ reason: 'account', method: 'recovery' }, { reason: 'password_changed' }]);
  });

  test('R76: is in no event, refusal or state', async () => {
    const [{ host }, code] = [alices, next()];
    const { token } = await logIn(host, host.alice);
    const seen = [await refusalOf(recover(host, token, WRONG)), await recover(host, token, code), host.sink.events];
    const text = `${JSON.stringify(seen)}${inspect(seen, { depth: null, showHidden: true })}`.replaceAll('-', '');
    for (const sentinel of [code, WRONG]) expect(text).not.toContain(sentinel.replaceAll('-', ''));
    expect(host.sink.types).toContain('countersign.recovery.used');
  });
});
