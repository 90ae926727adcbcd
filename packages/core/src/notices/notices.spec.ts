import { describe, expect, test } from '@jest/globals';
import type { SecondFactorOptions } from '../options.js';
import { NOTICE_KINDS, NoticeFailure } from '../ports/notifier.js';
import { createEnrolled, createHost, enrol, type Host, logIn, PHONE, restart, type User } from '../spec/flow.js';
import { BY_BOB, createGuessed, guess, guessOn, signIn } from '../spec/guessing.js';
import { changePhone, createMine, idOf, OTHER } from '../spec/mine.js';
import { enrolPasskey, ORIGIN } from '../spec/passkeys.js';
import { recovered, useUp } from '../spec/recovery.js';
import { createTrusting, from, trust } from '../spec/trusting.js';
import { RecordingNotifier, SoftwareAuthenticator } from '../testing/index.js';

/** Lets all that is under way run to its end. */
const settled = () => new Promise((resolve) => setImmediate(resolve));
const [MINUTE_MS, HOUR_MS] = [60_000, 3_600_000];

function notifying(host: Host, changes: Partial<SecondFactorOptions<User>> = {}) {
  const notifier = new RecordingNotifier();
  const notified = restart(host, { notifier, ...changes });
  notified.secondFactor.linkNotices((token) => `https://manage.example.com/2fa/not-me/${token}`);
  return { ...notified, notifier };
}

const ofNotices = ({ sink }: Host) => sink.events.filter(({ type }) => type.startsWith('countersign.notice.'));

describe('the owner of an account', () => {
  test('R39: hears of a phone that was bound, with the time, the address and how to contest it', async () => {
    const host = notifying(createHost());
    const begun = await host.secondFactor.begin(host.alice, {});
    if (begun.status !== 'pending') throw new Error('not opened');
    const token = begun.token.reveal();
    await host.secondFactor.enrolPhone(token, { phone: PHONE.typed });
    await host.secondFactor.verify(token, host.sender.last.code, { address: '192.0.2.7' });
    await settled();
    const { text, ...notice } = host.notifier.last;
    const { id } = host.sink.events.find(({ type }) => type === 'countersign.factor.enrolled') ?? {};
    expect(notice).toEqual({
      ...{ id, kind: 'factor_enrolled', subject: 'alice', method: 'sms', address: '192.0.2.7' },
      ...{ at: '2026-01-05T09:00:00.000Z', title: 'Management Interface: a phone was registered for your account' },
      contestUrl: expect.stringMatching(/^https:\/\/manage\.example\.com\/2fa\/not-me\/[\w-]+\.[\w-]{43}$/),
    });
    expect(text.split('\n')).toEqual(
      expect.arrayContaining(['When: 2026-01-05 09:00 UTC', 'From the address: 192.0.2.7', notice.contestUrl]),
    );
    expect(ofNotices(host)).toMatchObject([{ subject: 'alice', notice: id, kind: 'factor_enrolled' }]);
  });

  test('R39: hears of a passkey as of one, and not as of a phone', async () => {
    const host = notifying(createHost());
    await enrolPasskey(host, host.alice, new SoftwareAuthenticator(ORIGIN));
    await settled();
    const { kind, method, title, text } = host.notifier.last;
    expect([kind, method, title]).toEqual([
      ...['factor_enrolled', 'passkey', 'Management Interface: a passkey was registered for your account'],
    ]);
    expect(text).not.toMatch(/\bphone\b/);
  });

  test('R39, R72: hears of an unlock and a reset, but not of the administrator’s words', async () => {
    const host = notifying(await createEnrolled());
    await host.secondFactor.unlock('alice', BY_BOB);
    await host.secondFactor.resetFactors('alice', BY_BOB);
    await settled();
    expect(host.notifier.kinds).toEqual(['unlocked', 'factors_reset']);
    expect(JSON.stringify(host.notifier.given)).not.toContain(BY_BOB.reason);
  });

  test('R78: hears of five wrong codes in 24 h once, whatever follows, and again when the day is over', async () => {
    const host = notifying(await createGuessed());
    await guess(host, 4);
    expect(host.notifier.kinds).toEqual([]);
    await guess(host, 5);
    await signIn(host);
    expect(host.notifier.kinds).toEqual(['wrong_codes']);
    host.clock.advance(25 * HOUR_MS);
    await guess(host, 5);
    await settled();
    expect(host.notifier.kinds).toEqual(['wrong_codes', 'wrong_codes']);
  });

  test('R39: hears of a change and a removal, by what is not the phone that goes; no digit of one is in it', async () => {
    const { host: mine, session } = await createMine();
    const host = notifying(mine);
    const change = { phone: OTHER.typed, replaces: await idOf(host) };
    const { assurance } = await changePhone(host, session, change);
    const added = await changePhone(host, assurance, { phone: PHONE.typed });
    await host.secondFactor.removeFactor(host.alice, added.assurance, await idOf(host), { address: '192.0.2.7' });
    await settled();
    expect(host.notifier.kinds).toEqual(['factor_changed', 'factor_enrolled', 'factor_removed']);
    expect(host.notifier.last).toMatchObject({ subject: 'alice', method: 'sms', address: '192.0.2.7' });
    const all = JSON.stringify(host.notifier.given);
    for (const { e164 } of [PHONE, OTHER]) expect(all).not.toContain(e164.slice(3));
  });

  test('R39: hears of a suspected password and a disabled phone', async () => {
    const host = notifying(await createGuessed({ maxFailuresInThirtyDays: 50 }));
    await guessOn(host, 100);
    await settled();
    expect(new Set(host.notifier.kinds)).toEqual(new Set(['password_suspected', 'factor_disabled', 'unlocked']));
  });

  test('R39: is told to call an administrator where no web layer serves the link', async () => {
    const host = restart(await createEnrolled(), { notifier: new RecordingNotifier() });
    await host.secondFactor.unlock('alice', BY_BOB);
    const { contestUrl, text } = (host.options.notifier as RecordingNotifier).last;
    expect([contestUrl, text.includes('tell an administrator')]).toEqual([null, true]);
  });

  test('R76: no notice of any kind holds a code, a number or a secret; each is one title and short lines', async () => {
    const host = notifying(createHost());
    await enrol(host, host.alice);
    const guessed = await guessOn({ ...host, ...notifying(host, { maxFailuresInThirtyDays: 50 }) }, 100);
    await guessed.secondFactor.resetFactors('alice', BY_BOB);
    const trusting = notifying(await createTrusting());
    const device = await trust(trusting);
    await from(trusting, trusting.alice, device);
    trusting.clock.advance(10_000);
    await from(trusting, trusting.alice, device);
    await settled();
    const losing = notifying(createHost());
    const { assurance } = await enrol(losing, losing.alice);
    const { codes: drawn } = await losing.secondFactor.renewRecoveryCodes(losing.alice, assurance);
    const recoveryCodes = drawn.map((code) => code.grouped());
    await useUp(losing, 6);
    await recovered(losing, recoveryCodes[9]);
    const { code } = await losing.secondFactor.issueBypassCode('alice', BY_BOB);
    await recovered(losing, code.grouped());
    await settled();
    expect(losing.notifier.kinds.slice(-5)).toEqual([
      ...['recovery_codes_renewed', 'recovery_code_used', 'recovery_codes_low'],
      ...['bypass_code_issued', 'bypass_code_used'],
    ]);
    const notifiers = [host, guessed, losing, trusting].map(({ options }) => options.notifier as RecordingNotifier);
    const given = notifiers.flatMap((notifier) => notifier.given);
    // Of a lock that is not there nobody is told, and changes have a test of their own.
    expect(new Set(given.map(({ kind }) => kind)).size).toBe(NOTICE_KINDS.length - 3);
    const codes = [...host.sender.sent.map((sent) => sent.code), ...recoveryCodes, code.grouped(), code.reveal()];
    const prose = given.map(({ title, text, contestUrl }) => title + text.replace(contestUrl ?? '', ''));
    for (const secret of [...codes, PHONE.e164.slice(3), PHONE.typed]) expect(prose.join('\n')).not.toContain(secret);
    for (const { title } of given) expect(title).toMatch(/^Management Interface: [^\r\n]+$/);
  });
});

describe('a notifier', () => {
  test('R39: that hangs, throws or rejects delays and changes no answer', async () => {
    const answers = [
      () => new Promise<void>(() => undefined),
      () => Promise.reject(new Error('down')),
      () => {
        throw new Error('no');
      },
    ];
    for (const answer of answers) {
      const host = notifying(createHost());
      host.notifier.answer = answer;
      const started = performance.now();
      const { assurance } = await enrol(host, host.alice);
      expect([assurance.amr.includes('mfa'), performance.now() - started < 1_000]).toEqual([true, true]);
    }
  });

  test('R39: that does not answer within 15 s is asked again', async () => {
    const host = notifying(await createEnrolled());
    host.notifier.answer = () => new Promise<void>(() => undefined);
    await host.secondFactor.unlock('alice', BY_BOB);
    const tries: number[] = [];
    for (const seconds of [0, 14, 1, 29, 1]) {
      host.clock.advance(seconds * 1_000);
      await settled();
      tries.push(host.notifier.given.length);
    }
    expect(tries).toEqual([1, 1, 1, 1, 2]);
  });

  test('R39: is asked again after 30 s, 2, 10 and 30 minutes; then the notice is given up, which is told', async () => {
    const host = notifying(await createEnrolled());
    host.notifier.answer = () => Promise.reject(new Error('451 try later, sentinel'));
    await host.secondFactor.unlock('alice', BY_BOB);
    const tries: number[] = [];
    for (const minutes of [0, 0.5, 2, 10, 30, 240]) {
      host.clock.advance(minutes * MINUTE_MS);
      await settled();
      tries.push(host.notifier.given.length);
    }
    expect(tries).toEqual([1, 2, 3, 4, 5, 5]);
    expect(new Set(host.notifier.given.map(({ id }) => id)).size).toBe(1);
    expect(ofNotices(host)).toMatchObject([{ type: 'countersign.notice.failed', reason: 'Error', severity: 'alarm' }]);
    expect(JSON.stringify(host.sink.events)).not.toContain('sentinel');
  });

  test.each([
    [new NoticeFailure('no_address', true), 'no_address'],
    [new NoticeFailure('550 sentinel@example.com', true), 'unknown'],
  ])('R76: that will not take it later either is asked once: %s', async (error, reason) => {
    const host = notifying(await createEnrolled());
    host.notifier.answer = () => Promise.reject(error);
    await host.secondFactor.unlock('alice', BY_BOB);
    await settled();
    host.clock.advance(24 * HOUR_MS);
    await settled();
    expect([host.notifier.given.length, ofNotices(host)]).toMatchObject([1, [{ reason }]]);
  });

  test('R39: that does not keep up is given four at once and a thousand in all; what is refused is told', async () => {
    const host = notifying(await createEnrolled());
    let free: () => void = () => undefined;
    const freed = new Promise<void>((resolve) => {
      free = resolve;
    });
    host.notifier.answer = () => freed;
    for (let n = 0; n < 1_001; n += 1) await host.secondFactor.unlock('alice', BY_BOB);
    await settled();
    expect(host.notifier.given).toHaveLength(4);
    expect(ofNotices(host)).toMatchObject([{ type: 'countersign.notice.failed', reason: 'full' }]);
    free();
    for (let n = 0; n < 50; n += 1) await settled();
    expect(ofNotices(host).filter(({ type }) => type === 'countersign.notice.sent')).toHaveLength(1_000);
  });

  test('R39: one notice that cannot be delivered is in no other’s way', async () => {
    const host = notifying(await createEnrolled());
    host.notifier.answer = ({ subject }) =>
      subject === 'alice' ? Promise.reject(new Error('down')) : Promise.resolve();
    for (const subject of ['alice', 'carol']) await host.secondFactor.unlock(subject, BY_BOB);
    await settled();
    expect(ofNotices(host)).toMatchObject([{ type: 'countersign.notice.sent', subject: 'carol' }]);
  });

  test('R39: a sign-in without any tells nobody, and works', async () => {
    const host = await createEnrolled();
    await logIn(host, host.alice);
    await host.secondFactor.unlock('alice', BY_BOB);
    await settled();
    expect(ofNotices(host)).toEqual([]);
  });
});
