import { describe, expect, test } from '@jest/globals';
import type { Assurance } from '../assurance.js';
import { isOneSegment } from '../message.js';
import { codeOf, createHost, enrol, type Host, logIn, PHONE, refusalOf, restart } from '../spec/flow.js';
import { changePhone, createMine, idOf, OTHER, openChange } from '../spec/mine.js';
import { TotpSecret } from '../totp.js';
import { oldNumberText } from './tell-change.js';

const MINUTES_MS = 60_000;
const masksOf = async ({ secondFactor, alice }: Host) =>
  (await secondFactor.ownFactors(alice)).map(({ phone }) => phone);
const standingOf = async ({ secondFactor, alice }: Host, session: Parameters<typeof secondFactor.standing>[1]) =>
  (await secondFactor.standing(alice, session)).status;
/** Lets all that is under way run to its end. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('a session that proved its factor just now', () => {
  test('R35: changes the number, and the old one is the only one until the new one is proved', async () => {
    const { host, session } = await createMine();
    const { token, state } = await openChange(host, session, { replaces: await idOf(host) });
    expect(state).toMatchObject({ status: 'enrolment_required', purpose: 'change', methods: ['sms'], phone: null });
    await host.secondFactor.enrolPhone(token, { phone: OTHER.typed });
    expect([host.sender.last.to, host.sender.last.text]).toEqual([OTHER.e164, expect.stringContaining('change your')]);
    expect(await masksOf(host)).toEqual([PHONE.masked]);
    await logIn(host, host.alice);
    expect(host.sender.last.to).toBe(PHONE.e164);
    const code = host.sender.sent.find(({ to }) => to === OTHER.e164)?.code ?? '';
    await host.secondFactor.verify(token, code, { assurance: session });
    expect(await masksOf(host)).toEqual([OTHER.masked]);
    await logIn(host, host.alice);
    expect(host.sender.last.to).toBe(OTHER.e164);
  });

  test('R38: lives on; all other sessions, and sign-ins that are open, end', async () => {
    const { host, session } = await createMine();
    const pending = await logIn(host, host.alice);
    const { code } = host.sender.last;
    const { assurance, purpose } = await changePhone(host, session, { phone: OTHER.typed, replaces: await idOf(host) });
    expect([purpose, await standingOf(host, assurance), await standingOf(host, session)]).toEqual([
      ...['change', 'satisfied', 'required'],
    ]);
    expect(await codeOf(host.secondFactor.verify(pending.token, code))).toBe('sign_in_expired');
  });

  test('R67: has proved no more by a new number: neither how nor when changes', async () => {
    const { host, session } = await createMine();
    host.clock.advance(4 * MINUTES_MS);
    const { assurance } = await changePhone(host, session, { phone: OTHER.typed });
    expect(assurance).toEqual({ ...session, epoch: session.epoch + 1 });
    host.clock.advance(2 * MINUTES_MS);
    expect(await codeOf(host.secondFactor.beginChange(host.alice, assurance))).toBe('step_up_required');
  });

  test('R34: adds a second phone beside the first, and an authenticator app', async () => {
    const { host, session } = await createMine();
    const { assurance } = await changePhone(host, session, { phone: OTHER.typed });
    expect(await masksOf(host)).toEqual([PHONE.masked, OTHER.masked]);
    const { token } = await openChange(host, assurance);
    const { totp } = await host.secondFactor.enrolTotp(token, { assurance });
    const code = new TotpSecret(totp?.secret ?? '').codeAt(Math.floor(host.clock.now() / 30_000)).reveal();
    expect(await codeOf(host.secondFactor.verify(token, '000000', { assurance }))).toBe('code_wrong');
    const added = await host.secondFactor.verify(token, code, { assurance });
    expect(added.assurance).toEqual({ ...assurance, epoch: assurance.epoch + 1 });
    expect((await host.secondFactor.ownFactors(host.alice)).map(({ kind }) => kind)).toEqual([
      'phone',
      'phone',
      'totp',
    ]);
  });

  test('R36: what is bound is the very number that was proved, once', async () => {
    const { host, session } = await createMine();
    const { token } = await openChange(host, session, { replaces: await idOf(host) });
    await host.secondFactor.enrolPhone(token, { phone: OTHER.typed });
    const { code } = host.sender.last;
    host.clock.advance(30_000);
    await host.secondFactor.enrolPhone(token, { phone: '06 12345677' });
    expect(await codeOf(host.secondFactor.verify(token, code, { assurance: session }))).toBe('code_superseded');
    await host.secondFactor.verify(token, host.sender.last.code, { assurance: session });
    expect(await masksOf(host)).toEqual(['•••• 77']);
    expect(await codeOf(host.secondFactor.verify(token, host.sender.last.code, { assurance: session }))).toBe(
      'sign_in_expired',
    );
  });

  test('keeps the name of what it changes', async () => {
    const { host, session } = await createMine();
    await host.secondFactor.nameFactor(host.alice, session, await idOf(host), ' Desk ');
    await changePhone(host, session, { phone: OTHER.typed, replaces: await idOf(host) });
    expect(await host.secondFactor.ownFactors(host.alice)).toMatchObject([{ name: 'Desk', phone: OTHER.masked }]);
  });
});

describe('nobody else', () => {
  const LACKING: readonly (readonly [string, Partial<Assurance> & { readonly minutes?: number }, string])[] = [
    ['a proof that is older than 300 s', { minutes: 6 }, 'step_up_required'],
    ['a session of the password alone', { verifiedAt: null, amr: ['pwd'] }, 'second_factor_required'],
    ['a session that a recovery code opened', { method: 'recovery' }, 'second_factor_required'],
    ['a session of factors that have changed', { epoch: 0 }, 'second_factor_required'],
    ['another account’s session', { subject: 'bob' }, 'second_factor_required'],
  ];
  test.each(LACKING)('R34, R47: adds or removes anything with %s', async (_, { minutes = 0, ...changes }, code) => {
    for (const policy of ['required', 'optional', 'off'] as const) {
      const { host: enrolled, session: fresh } = await createMine();
      const host = restart(enrolled, { policy });
      const session = { ...fresh, ...changes };
      host.clock.advance(minutes * MINUTES_MS);
      expect([policy, await codeOf(host.secondFactor.beginChange(host.alice, session))]).toEqual([policy, code]);
      expect(await codeOf(host.secondFactor.removeFactor(host.alice, session, await idOf(host)))).toBe(code);
    }
  });

  test('R34: without any factor a password of 300 s ago will do, and none that nobody knows the age of', async () => {
    const host = createHost({ policy: 'optional' });
    const begun = await host.secondFactor.begin(host.alice, {});
    if (begun.status !== 'complete') throw new Error('not signed in');
    const { firstFactorAt, ...unknown } = begun.assurance;
    expect(firstFactorAt).toBe(host.clock.now());
    expect(await codeOf(host.secondFactor.beginChange(host.alice, unknown))).toBe('step_up_required');
    host.clock.advance(300_000);
    const { token, state } = await openChange(host, begun.assurance);
    expect(state.purpose).toBe('enrol');
    host.clock.advance(1);
    expect(await codeOf(host.secondFactor.beginChange(host.alice, begun.assurance))).toBe('step_up_required');
    await host.secondFactor.enrolPhone(token, { phone: PHONE.typed });
    const { assurance } = await host.secondFactor.verify(token, host.sender.last.code);
    expect(assurance).toMatchObject({ amr: ['pwd', 'sms', 'mfa'], firstFactorAt });
  });

  test.each([
    ['no session', () => undefined],
    ['another subject’s', (session: object) => ({ ...session, subject: 'bob' })],
    ['an older one', (session: object) => ({ ...session, epoch: 0 })],
    ['one that has proved only a password', (session: object) => ({ ...session, verifiedAt: null })],
  ])('R34, R67: finishes a change with %s', async (_, of) => {
    const { host, session } = await createMine();
    const { token } = await openChange(host, session, { replaces: await idOf(host) });
    await host.secondFactor.enrolPhone(token, { phone: OTHER.typed });
    const assurance = of(session) as typeof session | undefined;
    expect(await codeOf(host.secondFactor.verify(token, host.sender.last.code, { assurance }))).toBe('sign_in_expired');
    expect(await masksOf(host)).toEqual([PHONE.masked]);
    expect(host.sink.events.at(-1)).toMatchObject({ type: 'countersign.sign-in.refused', reason: 'session' });
  });

  test('R37: changes another user’s factor: it looks like one that is not there', async () => {
    const { host: enrolled, session } = await createMine();
    await enrol(enrolled, enrolled.bob, OTHER.typed);
    const host = restart(enrolled, { policy: 'optional' });
    const [bobs] = await host.secondFactor.ownFactors(host.bob);
    for (const id of [bobs?.id ?? '', 'nobodys']) {
      const steps = [
        () => host.secondFactor.beginChange(host.alice, session, { replaces: id }),
        () => host.secondFactor.removeFactor(host.alice, session, id),
        () => host.secondFactor.nameFactor(host.alice, session, id, 'mine'),
        () => host.secondFactor.preferFactor(host.alice, session, id),
      ];
      const refused = await Promise.all(steps.map((step) => refusalOf(step())));
      expect(new Set(refused.map(({ code }) => code))).toEqual(new Set(['bad_request']));
    }
    expect(await host.secondFactor.ownFactors(host.bob)).toEqual([bobs]);
  });

  test('R35: has one factor more where the one to be replaced cannot be found', async () => {
    const { host, session } = await createMine();
    const { token } = await openChange(host, session, { replaces: await idOf(host) });
    await host.secondFactor.enrolPhone(token, { phone: OTHER.typed });
    host.factors.factors = async () => [];
    const { epoch } = await host.factors.posture('alice');
    expect(await codeOf(host.secondFactor.verify(token, host.sender.last.code, { assurance: session }))).toBe(
      'sign_in_expired',
    );
    expect((await host.factors.posture('alice')).epoch).toBe(epoch);
  });

  test('R35: finishes a change of a factor that is gone meanwhile', async () => {
    const { host, session } = await createMine();
    const { token } = await openChange(host, session, { replaces: await idOf(host) });
    await host.secondFactor.enrolPhone(token, { phone: OTHER.typed });
    await host.factors.removeFactors('alice');
    expect(await codeOf(host.secondFactor.verify(token, host.sender.last.code, { assurance: session }))).toBe(
      'sign_in_expired',
    );
    expect(await masksOf(host)).toEqual([]);
  });
});

describe('the old number', () => {
  test('R39: is told that it is none any more, without a link, a code or a number', async () => {
    const { host, session } = await createMine();
    const { assurance } = await changePhone(host, session, { phone: OTHER.typed, replaces: await idOf(host) });
    await settled();
    expect(host.sender.notices).toEqual([{ to: PHONE.e164, text: oldNumberText('Management Interface') }]);
    expect(host.sender.notices[0]?.text).not.toMatch(/\d|https?:|@/);
    const added = await changePhone(host, assurance, { phone: '06 12345677' });
    await host.secondFactor.removeFactor(host.alice, added.assurance, await idOf(host));
    await settled();
    expect(host.sender.notices.map(({ to }) => to)).toEqual([PHONE.e164, OTHER.e164]);
  });

  test('R30: the text is one segment with the longest name that a code leaves room for', () => {
    expect(isOneSegment(oldNumberText('M'.repeat(70)))).toBe(true);
  });

  test('R39: changes nothing where it cannot be told; the operator hears', async () => {
    const { host, session } = await createMine();
    const { token } = await openChange(host, session, { replaces: await idOf(host) });
    await host.secondFactor.enrolPhone(token, { phone: OTHER.typed });
    host.sender.answer = () => Promise.reject(new Error('down'));
    await host.secondFactor.verify(token, host.sender.last.code, { assurance: session });
    await settled();
    expect(await masksOf(host)).toEqual([OTHER.masked]);
    expect(host.sink.types.at(-1)).toBe('countersign.sender.failed');
  });
});
