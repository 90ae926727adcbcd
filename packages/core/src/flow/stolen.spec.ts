import { describe, expect, test } from '@jest/globals';
import type { SecondFactorOptions } from '../options.js';
import { MAX_CONSECUTIVE_FAILURES } from '../ports/factor-store.js';
import type { Method } from '../purpose.js';
import { codeOf, createHost, enrol, type Host, logIn, PHONE, refusalOf, restart, type User } from '../spec/flow.js';
import { BY_BOB } from '../spec/guessing.js';
import { idOf } from '../spec/mine.js';
import { lockOut, recover } from '../spec/recovery.js';
import { addTotp, codeAt } from '../spec/totp.js';
import { from, trust } from '../spec/trusting.js';
import { UncountedPendingStore } from '../testing/index.js';

/** Alice has a phone, and the helpdesk has made a code for her. What the policy counts can be changed. */
async function createHelped(changes: Partial<SecondFactorOptions<User>> = {}) {
  const methods: Method[] = ['sms', 'totp', 'passkey'];
  const policy = () => ({ requirement: 'required', methods, trustedDevices: true }) as const;
  const made = createHost({ policy, trustedDevices: {}, signInTtlSeconds: 900, codeTtlSeconds: 600, ...changes });
  const host = restart(made, { pending: new UncountedPendingStore(made.clock) });
  const { assurance } = await enrol(host, host.alice);
  const device = await trust(host);
  const count = (...now: Method[]) => methods.splice(0, methods.length, ...now);
  const help = async () => (await host.secondFactor.issueBypassCode('alice', BY_BOB)).code.grouped();
  return { ...host, assurance, device, count, help };
}

/** What a session opens whose password was proved so long ago; `null` where nobody knows when. */
function opened({ secondFactor, alice, clock }: Host, seconds: number | null) {
  return secondFactor.begin(alice, { firstFactorAt: seconds === null ? null : clock.now() - seconds * 1_000 });
}

async function disable({ factors }: Host, kind: string): Promise<void> {
  const id = (await factors.factors('alice')).find((factor) => factor.kind === kind)?.id ?? '';
  const rule = { maxInThirtyDays: 1_000, credential: null };
  for (let n = 0; n < MAX_CONSECUTIVE_FAILURES; n += 1) await factors.recordFailure('alice', [id], rule);
}

async function ledBy(host: Host, code: string): Promise<string> {
  const outcome = await recover(host, (await logIn(host, host.alice)).token, code);
  if (outcome.status !== 'pending') throw new Error('signed in');
  return outcome.token.reveal();
}

const kindsOf = async ({ factors }: Host) => (await factors.factors('alice')).map(({ kind }) => kind);

describe('who holds a session’s cookie and a code that stands in, but no password', () => {
  test('R34, R60: binds nothing: the code is no answer of a session whose password is older than 300 s, and stays', async () => {
    const host = await createHelped();
    const code = await host.help();
    for (const age of [301, 7_200, null]) {
      const begun = await opened(host, age);
      if (begun.status !== 'pending') throw new Error('not opened');
      expect(begun.state.methods).toEqual(['sms']);
      expect(await codeOf(recover(host, begun.token.reveal(), code))).toBe('bad_request');
    }
    expect(await opened(host, 299)).toMatchObject({ state: { methods: ['sms', 'recovery'] } });
    expect(await ledBy(host, code)).toMatch(/\w/);
  });

  test('R34, R60: is sent to the log-in where nothing else is left, and has no way round a lock', async () => {
    const host = await createHelped();
    await addTotp(host, host.alice);
    await host.help();
    await disable(host, 'totp');
    host.count('totp');
    const { code, data } = await refusalOf(opened(host, 301));
    expect([code, data.firstFactor]).toEqual(['step_up_required', 'log_in']);
    expect(await opened(host, 299)).toMatchObject({ state: { methods: ['recovery'] } });
    const locked = await createHelped();
    await lockOut(locked);
    await locked.help();
    expect(await codeOf(opened(locked, 301))).toBe('second_factor_locked');
    expect(await opened(locked, 299)).toMatchObject({ state: { methods: ['recovery'] } });
  });
});

describe('a bypass code, where the policy has become stricter', () => {
  test('R33, R60, R54: binds only what counts, in the place of all; no trusted device outlives its issue', async () => {
    const host = await createHelped();
    const code = await host.help();
    expect(await from(host, host.alice, host.device)).toBe('asked');
    host.count('totp');
    const token = await ledBy(host, code);
    expect(await host.secondFactor.state(token)).toMatchObject({ methods: ['totp'], after: 'recovery' });
    expect(await codeOf(host.secondFactor.enrolPhone(token, { phone: PHONE.typed }))).toBe('enrolment_not_allowed');
    const { totp } = await host.secondFactor.enrolTotp(token);
    const verified = await host.secondFactor.verify(token, codeAt(host, totp?.secret ?? ''));
    expect([verified.device, verified.recoveryCodes?.length, await kindsOf(host)]).toEqual([
      null,
      10,
      ['totp', 'recovery'],
    ]);
  }, 15_000);

  test('R14, R33: opens no way by the weak factor beside a strong one that is disabled', async () => {
    const host = await createHelped();
    await addTotp(host, host.alice);
    await disable(host, 'totp');
    host.count('totp');
    const code = await host.help();
    const { token, state } = await logIn(host, host.alice);
    expect([state.methods, state.uncounted]).toEqual([['recovery'], undefined]);
    expect(await codeOf(host.secondFactor.sendCode(token))).toBe('bad_request');
    expect(await host.secondFactor.state(await ledBy(host, code))).toMatchObject({ methods: ['totp'] });
  });

  test('R46: that becomes stricter while a phone is bound by it binds no phone', async () => {
    const host = await createHelped();
    const token = await ledBy(host, await host.help());
    await host.secondFactor.enrolPhone(token, { phone: '06 12345699' });
    host.count('totp');
    expect(await codeOf(host.secondFactor.verify(token, host.sender.last.code))).toBe('sign_in_expired');
    expect(await kindsOf(host)).toEqual(['phone', 'bypass']);
  });
});

describe('codes that stand in', () => {
  test('R33, R34: are offered to no session of an old password, and never first: nothing leads away from what does', async () => {
    const host = await createHelped();
    const set = { kind: 'recovery', sealed: 'a set', lookup: null, lastDigits: null, name: null, counter: 0 } as const;
    const made = await host.factors.enrol('alice', set, { first: false });
    if (made.status !== 'enrolled') throw new Error(made.status);
    const session = { ...host.assurance, epoch: made.epoch };
    const offered = async (seconds: number) => {
      const old = { ...host.assurance, firstFactorAt: host.clock.now() - seconds * 1_000 };
      return (await host.secondFactor.sessionState(host.alice, old)).methods;
    };
    expect([await offered(301), await offered(299)]).toEqual([['sms'], ['sms', 'recovery']]);
    const prefer = host.secondFactor.preferFactor(host.alice, session, made.factor.id);
    expect((await refusalOf(prefer)).data.details).toEqual(['id: cannot be asked for first']);
    // Not even where they were, before that was refused.
    await host.factors.describeFactor('alice', made.factor.id, { preferred: true });
    host.count('totp');
    expect((await logIn(host, host.alice)).state).toMatchObject({ uncounted: true });
  });

  test('R72: of the helpdesk are none of their owner’s to name, prefer or remove', async () => {
    const host = await createHelped();
    await host.help();
    const id = (await host.factors.factors('alice')).find(({ kind }) => kind === 'bypass')?.id ?? '';
    const { epoch } = await host.factors.posture('alice');
    const session = { ...host.assurance, epoch };
    const { secondFactor, alice } = host;
    const steps = [
      secondFactor.nameFactor(alice, session, id, 'mine'),
      secondFactor.preferFactor(alice, session, id),
      secondFactor.removeFactor(alice, session, id),
      secondFactor.beginChange(alice, session, { replaces: id }),
    ];
    const heard = await Promise.all(steps.map(async (step) => (await refusalOf(step)).data.details?.[0]));
    expect(heard.map((detail) => detail?.split(': ')[1])).toEqual(Array(4).fill('is not one of your factors'));
    expect(await idOf(host)).not.toBe(id);
    expect(await kindsOf(host)).toEqual(['phone', 'bypass']);
  });

  test('R72: are not approved by whose own factors were reset since that session began, nor twice', async () => {
    const host = await createHelped({ bypassCodes: { secondApprover: true } });
    const { id } = await host.secondFactor.issueBypassCode('alice', BY_BOB);
    const carol = { ...BY_BOB, actor: 'carol', epoch: (await host.factors.posture('carol')).epoch };
    await host.factors.removeFactors('carol');
    expect(await codeOf(host.secondFactor.approveBypassCode('alice', id, carol))).toBe('second_factor_required');
    await host.secondFactor.approveBypassCode('alice', id, { ...BY_BOB, actor: 'dave' });
    const again = host.secondFactor.approveBypassCode('alice', id, { ...BY_BOB, actor: 'erin' });
    expect(await codeOf(again)).toBe('bad_request');
  });
});
