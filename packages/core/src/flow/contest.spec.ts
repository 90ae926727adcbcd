import { describe, expect, test } from '@jest/globals';
import type { Assurance } from '../assurance.js';
import type { ContestedNotice } from '../notices/contest-token.js';
import { codeOf, createEnrolled, type Host, logIn, PHONE, restart, SECRET } from '../spec/flow.js';
import { BY_BOB } from '../spec/guessing.js';
import { RecordingNotifier } from '../testing/index.js';

const [HOUR_MS, DAY_MS] = [3_600_000, 86_400_000];
const settled = () => new Promise((resolve) => setImmediate(resolve));

/** A host whose Alice has been told of something; `tokens` of all that she was told. */
async function createNotified() {
  const base = await createEnrolled();
  const notifier = new RecordingNotifier();
  const told: [string, ContestedNotice][] = [];
  const contested = (id: string, notice: ContestedNotice) => void told.push([id, notice]);
  const host = restart(base, { notifier, subject: { ...base.options.subject, contested } });
  host.secondFactor.linkNotices((token) => token);
  const notice = async () => {
    await host.secondFactor.unlock('alice', BY_BOB);
    await settled();
    return notifier.last.contestUrl as string;
  };
  const token = await notice();
  host.sink.events.length = 0;
  return { ...host, notifier, told, notice, token };
}

const sessionOf = ({ clock }: Host, epoch = 1): Assurance => ({
  ...{ subject: 'alice', amr: ['pwd', 'sms', 'mfa'], verifiedAt: clock.now(), epoch },
});
const epochOf = async ({ factors }: Host) => (await factors.posture('alice')).epoch;

describe('“this was not me”', () => {
  test('R38, R39: ends sessions and pending sign-ins, keeps the factors, is told, and has the host tell others', async () => {
    const host = await createNotified();
    const session = sessionOf(host);
    const { token: pending } = await logIn(host, host.alice);
    const right = host.sender.last.code;
    expect((await host.secondFactor.standing(host.alice, session)).status).toBe('satisfied');
    expect(await host.secondFactor.contest(host.token, { address: '192.0.2.7' })).toBe(true);
    expect(await host.secondFactor.standing(host.alice, session)).toEqual({ status: 'required', enrolled: true });
    expect(await codeOf(host.secondFactor.verify(pending, right))).toBe('sign_in_expired');
    const { id, kind, at } = host.notifier.last;
    const contested = host.sink.events.filter(({ type }) => type === 'countersign.contested');
    expect(contested).toMatchObject([{ subject: 'alice', notice: id, kind, address: '192.0.2.7', severity: 'alarm' }]);
    expect(host.told).toEqual([['alice', { id, kind, at }]]);
  });

  test('R38: ends an enrolment that was open before it', async () => {
    const host = await createNotified();
    await host.secondFactor.resetFactors('alice', BY_BOB);
    const { token } = await logIn(host, host.alice);
    await host.secondFactor.enrolPhone(token, { phone: PHONE.typed });
    await host.secondFactor.contest(host.token);
    expect(await codeOf(host.secondFactor.verify(token, host.sender.last.code))).toBe('sign_in_expired');
  });

  test('R39: twice within an hour is once, and throws nobody out for ever; a newer notice counts', async () => {
    const host = await createNotified();
    const contest = (token: string) => host.secondFactor.contest(token);
    await Promise.all([contest(host.token), contest(host.token)]);
    host.clock.advance(HOUR_MS - 1);
    expect(await contest(host.token)).toBe(true);
    expect([await epochOf(host), host.sink.types, host.told.length]).toEqual([2, ['countersign.contested'], 1]);
    const newer = await host.notice();
    for (const token of [newer, host.token, newer]) await contest(token);
    expect([await epochOf(host), host.told.length]).toEqual([3, 2]);
    host.clock.advance(HOUR_MS);
    await contest(host.token);
    expect(await epochOf(host)).toBe(4);
  });

  test('R39: is possible for 7 days, and after a rotation of the secret', async () => {
    const host = await createNotified();
    const rotated = restart(host, { secrets: ['another secret of the host, long enough', SECRET] });
    host.clock.advance(7 * DAY_MS - 1);
    expect(rotated.secondFactor.contestedNotice(host.token)).toMatchObject({ kind: 'unlocked' });
    expect(await rotated.secondFactor.contest(host.token)).toBe(true);
    host.clock.advance(1);
    expect([host.secondFactor.contestedNotice(host.token), await host.secondFactor.contest(host.token)]).toEqual([
      undefined,
      false,
    ]);
  });

  test('R39: forged, altered, of another secret or no text at all: nothing changes, and nothing is told', async () => {
    const host = await createNotified();
    const [claims = '', mac = ''] = host.token.split('.');
    const parsed = JSON.parse(Buffer.from(claims, 'base64url').toString()) as unknown[];
    const ofBob = Buffer.from(JSON.stringify(parsed.with(2, 'bob'))).toString('base64url');
    const later = Buffer.from(JSON.stringify(parsed.with(4, 9e15))).toString('base64url');
    const forged: unknown[] = [
      ...['', '.', 'x', claims, `.${mac}`, `${claims}.`, `${ofBob}.${mac}`, `${later}.${mac}`, `${host.token}.x`],
      ...[`${claims}.${mac.slice(1)}`, `${claims}.${'A'.repeat(43)}`, 'x'.repeat(100_000), undefined, null, 7, {}],
    ];
    for (const token of forged) {
      expect([host.secondFactor.contestedNotice(token), await host.secondFactor.contest(token)]).toEqual([
        undefined,
        false,
      ]);
    }
    const other = restart(host, { secrets: ['another secret of the host, long enough'] });
    expect(await other.secondFactor.contest(host.token)).toBe(false);
    const bob = (await host.factors.posture('bob')).epoch;
    expect([await epochOf(host), bob, host.sink.events, host.told]).toEqual([1, 0, [], []]);
  });

  test('R39: looking at what a link is about changes nothing', async () => {
    const host = await createNotified();
    const { id, at } = host.notifier.last;
    expect(host.secondFactor.contestedNotice(host.token)).toEqual({ id, kind: 'unlocked', at });
    expect([await epochOf(host), host.sink.events]).toEqual([1, []]);
  });

  test('R19: a host that fails or hangs at being told undoes nothing', async () => {
    const base = await createNotified();
    const contested = () => Promise.reject(new Error('sentinel'));
    const host = restart(base, { subject: { ...base.options.subject, contested } });
    expect(await host.secondFactor.contest(base.token)).toBe(true);
    expect(await epochOf(host)).toBe(2);
    expect(host.sink.events.at(-1)).toMatchObject({ type: 'countersign.hook.failed', hook: 'contested' });
    expect(JSON.stringify(host.sink.events)).not.toContain('sentinel');
  });
});
