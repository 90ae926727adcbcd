import { inspect } from 'node:util';
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { SecondFactorOptions } from '../options.js';
import { codeOf, createHost, enrol, type Host, logIn, refusalOf, restart, type User } from '../spec/flow.js';
import { BY_BOB } from '../spec/guessing.js';
import { endsOf, recover, slowHashes, WRONG } from '../spec/recovery.js';
import { RecordingNotifier, UncountedPendingStore } from '../testing/index.js';
import { tracesOf } from '../testing/pending-store/samples.js';
import type { ActingAdministrator } from './acting-administrator.js';
import { oldNumberText } from './tell-change.js';

const BY_CAROL = { ...BY_BOB, actor: 'carol' };
const settled = () => new Promise((resolve) => setImmediate(resolve));

let host: Host;
beforeEach(async () => {
  host = await withPhone();
});

/** Alice has a phone. */
async function withPhone(changes: Partial<SecondFactorOptions<User>> = {}): Promise<Host> {
  const counted = createHost(changes);
  const made = restart(counted, { pending: new UncountedPendingStore(counted.clock) });
  await enrol(made, made.alice);
  made.sink.events.length = 0;
  return made;
}

const issue = (on = host, by: ActingAdministrator = BY_BOB) => on.secondFactor.issueBypassCode('alice', by);
const kindsOf = async ({ factors }: Host) => (await factors.factors('alice')).map(({ kind }) => kind);
const answerWith = async (code: string, on = host) => recover(on, (await logIn(on, on.alice)).token, code);

/** How a log-in of its own ends with a code that does not work. */
const endOf = async (code: string, on = host) => {
  const { token, state } = await logIn(on, on.alice);
  return state.methods.includes('recovery') ? codeOf(recover(on, token, code)) : 'not offered';
};

describe('a bypass code', () => {
  test('R55, R56, R59, R76: is shown once, and kept as a sealed, salted slow hash; no event has it', async () => {
    const { code, id, expiresAt, needsApproval } = await issue();
    expect(code.grouped()).toMatch(/^(\w{4}-){3}\w{4}$/);
    expect([expiresAt.getTime() - host.clock.now(), needsApproval]).toEqual([900_000, false]);
    const status = await host.secondFactor.bypassCodeOf('alice');
    expect(status).toEqual({ id, issuer: 'bob', reason: BY_BOB.reason, expiresAt, approver: null, needsApproval });
    await answerWith(code.grouped());
    const told = inspect([await host.factors.factors('alice'), host.sink.events, status, code], { depth: 9 });
    for (const trace of [code.reveal(), code.grouped()].flatMap(tracesOf)) expect(told).not.toContain(trace);
    expect(host.sink.events).toMatchObject([
      { type: 'countersign.bypass.issued', subject: 'alice', ...BY_BOB },
      ...['sign-in.opened', 'code.sent'].map((type) => ({ type: `countersign.${type}` })),
      { type: 'countersign.bypass.used', subject: 'alice', issuer: 'bob', approver: null },
      { type: 'countersign.sign-in.opened', purpose: 'enrol' },
    ]);
  });

  test('R60, R73: signs nobody in: a factor must be bound, which takes the place of all, and codes are fresh', async () => {
    const { code } = await issue();
    const outcome = await answerWith(code.grouped());
    if (outcome.status !== 'pending') throw new Error('signed in');
    expect(outcome.state).toMatchObject({ status: 'enrolment_required', purpose: 'enrol', after: 'recovery' });
    const token = outcome.token.reveal();
    expect(await codeOf(host.secondFactor.verify(token, host.sender.last.code))).toBe('code_not_requested');
    expect(await codeOf(recover(host, token, code.grouped()))).toBe('bad_request');
    await host.secondFactor.enrolPhone(token, { phone: '06 12345699' });
    const { assurance, recoveryCodes } = await host.secondFactor.verify(token, host.sender.last.code);
    expect([assurance.method, recoveryCodes?.length]).toEqual(['sms', 10]);
    expect(await kindsOf(host)).toEqual(['phone', 'recovery']);
  }, 15_000);

  test('R57: works once, of any number who use it at once; afterwards it is not offered', async () => {
    const { code } = await issue();
    const opened = [await logIn(host, host.alice), await logIn(host, host.alice), await logIn(host, host.alice)];
    const ends = await endsOf(opened.map(({ token }) => recover(host, token, code.grouped())));
    expect(ends).toEqual(['code_wrong', 'code_wrong', 'pending']);
    expect(await endOf(code.grouped())).toBe('not offered');
  });

  test('R03: lives 15 minutes by the engine’s clock, also in a sign-in that was open before', async () => {
    const { code } = await issue();
    host.clock.advance(899_000);
    const { token } = await logIn(host, host.alice);
    host.clock.advance(1_000);
    expect(await codeOf(recover(host, token, code.grouped()))).toBe('code_wrong');
    expect([await endOf(code.grouped()), await host.secondFactor.bypassCodeOf('alice')]).toEqual([
      'not offered',
      undefined,
    ]);
  });

  test('is the only one of its subject: another makes it dead, and of two at once one is left', async () => {
    const [first, second] = await Promise.all([issue(), issue(host, BY_CAROL)]);
    const { id } = (await host.secondFactor.bypassCodeOf('alice')) ?? {};
    const [dead, alive] = id === first.id ? [second, first] : [first, second];
    expect(await endOf(dead.code.grouped())).toBe('code_wrong');
    expect((await answerWith(alive.code.grouped())).status).toBe('pending');
  });

  test('R38, R39: ends the sessions; its owner is told on the phone and by notice, and ends it by contesting that', async () => {
    const notifier = new RecordingNotifier();
    const on = restart(host, { notifier });
    on.secondFactor.linkNotices((token) => token);
    const open = await logIn(on, on.alice);
    const { code } = await issue(on);
    await settled();
    expect(notifier.last).toMatchObject({ kind: 'bypass_code_issued', subject: 'alice' });
    expect(JSON.stringify(notifier.last)).not.toContain(BY_BOB.reason);
    const [told] = on.sender.notices;
    expect(told?.text).toMatch(/^Management Interface: an administrator made a code/);
    expect(told?.text.length).toBeLessThan(oldNumberText('Management Interface').length);
    expect(await codeOf(on.secondFactor.verify(open.token, on.sender.last.code))).toBe('sign_in_expired');
    await on.secondFactor.contest(notifier.last.contestUrl);
    expect(await endOf(code.grouped(), on)).toBe('not offered');
  });

  test('R58, R16: five wrong ones lock it as recovery codes; each counts in the 30 days and costs one slow hash', async () => {
    const { code } = await issue();
    const wrong = async () => codeOf(answerWith(WRONG));
    expect(await slowHashes(wrong)).toBe(1);
    for (let n = 0; n < 4; n++) expect(await wrong()).toBe('code_wrong');
    expect(await host.factors.failures('alice')).toEqual({ inThirtyDays: 5 });
    expect(await codeOf(answerWith(code.grouped()))).toBe('second_factor_locked');
    await host.secondFactor.unlock('alice', BY_BOB);
    expect((await answerWith(code.grouped())).status).toBe('pending');
  });

  test('R67: is no answer to a step-up', async () => {
    const { code } = await issue();
    const begun = await host.secondFactor.beginStepUp(host.alice);
    if (begun.status !== 'pending') throw new Error('not opened');
    expect(begun.state.methods).not.toContain('recovery');
    expect(await codeOf(recover(host, begun.token.reveal(), code.grouped()))).toBe('bad_request');
  });

  test('is none of the factors that its owner sees', async () => {
    await issue();
    expect((await host.secondFactor.ownFactors(host.alice)).map(({ kind }) => kind)).toEqual(['phone']);
    expect((await host.secondFactor.enrolledMethods(['alice'])).get('alice')).toEqual(['sms']);
  });
});

describe('is not issued', () => {
  test('R72: to oneself, without a reason, or by one whose own factors were reset since', async () => {
    const { epoch } = await host.factors.posture('bob');
    await host.factors.removeFactors('bob');
    const refused: readonly [object, string][] = [
      [{ actor: 'alice' }, 'enrolment_not_allowed'],
      [{ reason: 'too short' }, 'bad_request'],
      [{ epoch }, 'second_factor_required'],
    ];
    for (const [change, code] of refused) expect(await codeOf(issue(host, { ...BY_BOB, ...change }))).toBe(code);
    expect([await kindsOf(host), host.sink.events]).toEqual([['phone'], []]);
  });

  test('R73: where nothing is lost, or nobody could use it', async () => {
    const nothing = await refusalOf(host.secondFactor.issueBypassCode('bob', BY_CAROL));
    expect(nothing.data.details).toEqual(['subject: has no factor that a code could stand in for']);
    for (const changes of [{ bypassCodes: false }, { methods: ['sms'] }] as const) {
      expect(await codeOf(issue(restart(host, changes)))).toBe('enrolment_not_allowed');
    }
    await host.factors.recordFailure('alice', [], { maxInThirtyDays: 1, credential: null });
    expect(await codeOf(issue())).toBe('second_factor_locked');
    expect(await kindsOf(host)).toEqual(['phone']);
  });

  test('and not honoured any more when the option is off', async () => {
    const { code } = await issue();
    expect(await endOf(code.grouped(), restart(host, { bypassCodes: false }))).toBe('not offered');
  });
});

describe('with a second approver', () => {
  beforeEach(() => {
    host = restart(host, { bypassCodes: { secondApprover: true } });
  });
  const approve = (id: string, actor = 'carol') =>
    host.secondFactor.approveBypassCode('alice', id, { ...BY_CAROL, actor });

  test('R72: works only when one has approved that very code, who is neither its issuer nor its subject', async () => {
    const replaced = await issue();
    const { code, id, needsApproval } = await issue();
    expect([needsApproval, await endOf(code.grouped())]).toEqual([true, 'not offered']);
    const refusals = [approve(id, 'bob'), approve(id, 'alice'), approve(replaced.id), approve('x')].map(codeOf);
    expect(await Promise.all(refusals)).toEqual([
      ...['enrolment_not_allowed', 'enrolment_not_allowed', 'bad_request', 'bad_request'],
    ]);
    expect(await endOf(code.grouped())).toBe('not offered');
    expect(await endsOf([approve(id), approve(id, 'dave')].map(async (each) => ({ status: `${await each}` })))).toEqual(
      ['bad_request', 'undefined'],
    );
    expect((await answerWith(code.grouped())).status).toBe('pending');
    expect(host.sink.events).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ type: 'countersign.bypass.approved', actor: 'carol', issuer: 'bob' }),
        expect.objectContaining({ type: 'countersign.bypass.used', issuer: 'bob', approver: 'carol' }),
      ]),
    );
  });

  test('R03: approval lengthens nothing, and comes too late for a code that is dead', async () => {
    const { code, id, expiresAt } = await issue();
    host.clock.advance(800_000);
    await approve(id);
    expect((await host.secondFactor.bypassCodeOf('alice'))?.expiresAt).toEqual(expiresAt);
    host.clock.advance(100_000);
    expect([await endOf(code.grouped()), await codeOf(approve(id, 'dave'))]).toEqual(['not offered', 'bad_request']);
  });
});
