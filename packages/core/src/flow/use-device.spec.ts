import { describe, expect, test } from '@jest/globals';
import { StoreUnavailable } from '../ports/pending-store.js';
import { codeOf, enrol, logIn, restart, signedIn } from '../spec/flow.js';
import { DAY_MS } from '../spec/guessing.js';
import { lockOut } from '../spec/recovery.js';
import { ask, createTrusting, from, sessionFrom, trust } from '../spec/trusting.js';
import { RecordingNotifier } from '../testing/index.js';

const TOKEN = /^[\w-]{16}\.[\w-]{43}$/;

describe('R51: a trusted device', () => {
  test('is not there unless the host says so', async () => {
    const host = await createTrusting({ trustedDevices: false });
    expect(await ask(host)).toBeNull();
    const trusting = await createTrusting();
    const device = await trust(trusting);
    expect(await from(restart(trusting, { trustedDevices: false }), trusting.alice, device)).toBe('asked');
  });

  test('is not asked for 14 days from the grant, used or not, and is asked a second later', async () => {
    const host = await createTrusting();
    let [used, unused] = [await trust(host), await trust(host)];
    for (let day = 1; day < 14; day++) {
      host.clock.advance(DAY_MS);
      used = await from(host, host.alice, used);
      expect(used).toMatch(TOKEN);
    }
    host.clock.advance(DAY_MS - 1_000);
    const { device } = await sessionFrom(host, used);
    expect(device.expiresInSeconds).toBe(1);
    unused = await from(host, host.alice, unused);
    host.clock.advance(2_000);
    for (const kept of [device.token.reveal(), unused]) expect(await from(host, host.alice, kept)).toBe('asked');
  });

  test.each([1, 30])('is trusted for %i days where the host says so', async (days) => {
    const host = await createTrusting({ trustedDevices: { days } });
    const device = await trust(host);
    host.clock.advance(days * DAY_MS - 1);
    const next = await from(host, host.alice, device);
    expect(next).toMatch(TOKEN);
    host.clock.advance(1_001);
    expect(await from(host, host.alice, next)).toBe('asked');
  });
});

describe('R52: what a trusted browser holds', () => {
  test('is of 256 random bits, another after each use, and prints masked', async () => {
    const host = await createTrusting();
    const device = await trust(host);
    const { device: next } = await sessionFrom(host, device);
    expect([device, next.token.reveal()]).toEqual([expect.stringMatching(TOKEN), expect.stringMatching(TOKEN)]);
    expect(next.token.reveal()).not.toBe(device);
    expect(`${next.token} ${JSON.stringify(next)}`).not.toContain(next.token.reveal().slice(17));
    const told = JSON.stringify(host.sink.events);
    for (const value of [device, next.token.reveal()]) expect(told).not.toContain(value.slice(17));
  });

  test('is of no use with another’s password', async () => {
    const host = await createTrusting();
    await enrol(host, host.bob, '06 12345643');
    const device = await trust(host);
    expect(await from(host, host.bob, device)).toBe('asked');
    expect(await from(host, host.alice, device)).toMatch(TOKEN);
  });

  test('is gone, with an alarm and a notice, when a copy of an older value is presented', async () => {
    const notifier = new RecordingNotifier();
    const host = await createTrusting({ notifier });
    const device = await trust(host);
    expect(notifier.last).toMatchObject({ kind: 'device_trusted', subject: 'alice' });
    const next = await from(host, host.alice, device);
    host.sink.events.length = 0;
    host.clock.advance(10_000);
    expect(await from(host, host.alice, device)).toBe('asked');
    expect(host.sink.events[0]).toMatchObject({
      type: 'countersign.device.theft',
      severity: 'alarm',
      subject: 'alice',
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(notifier.last).toMatchObject({ kind: 'device_theft', subject: 'alice' });
    expect(await from(host, host.alice, next)).toBe('asked');
  });

  test('is asked for a code, and no theft, when it is presented twice within 10 s, as by a button that was pressed twice', async () => {
    const host = await createTrusting();
    const device = await trust(host);
    const twins = await Promise.all([from(host, host.alice, device), from(host, host.alice, device)]);
    expect(twins).toEqual([expect.stringMatching(TOKEN), 'asked']);
    host.clock.advance(9_999);
    expect(await from(host, host.alice, device)).toBe('asked');
    expect(host.sink.types).not.toContain('countersign.device.theft');
    expect(await from(host, host.alice, twins[0])).toMatch(TOKEN);
    expect(await from(host, host.alice, device)).toBe('asked');
    expect(host.sink.types).toContain('countersign.device.theft');
  });

  test.each(['', 'a.b', `${'A'.repeat(16)}.${'A'.repeat(43)}`, `${'A'.repeat(16)}.${'A'.repeat(42)}`])(
    'of %j nobody is trusted',
    async (text) => {
      const host = await createTrusting();
      await trust(host);
      expect(await from(host, host.alice, text)).toBe('asked');
    },
  );

  test('R82: is named by what the browser says of itself, in our words', async () => {
    const host = await createTrusting();
    await trust(host);
    expect(await host.secondFactor.devices(host.alice)).toMatchObject([{ name: 'Firefox on Windows' }]);
  });

  test('R12, R16: does not stand in for a second step that is locked: who guesses has the password', async () => {
    const host = await createTrusting({ signInTtlSeconds: 900, codeTtlSeconds: 600, knownBrowsers: false });
    const device = await trust(host);
    await lockOut(host);
    expect(await codeOf(host.secondFactor.begin(host.alice, { devices: [device] }))).toBe('second_factor_locked');
    expect(host.sink.types).not.toContain('countersign.device.used');
    host.clock.advance(DAY_MS);
    expect(await from(host, host.alice, device)).toMatch(TOKEN);
  });

  test('R83: when the store does not answer nobody is trusted, and nobody becomes so', async () => {
    const host = await createTrusting();
    const device = await trust(host);
    const { token } = await logIn(host, host.alice);
    const down = () => Promise.reject(new StoreUnavailable('timeout'));
    Object.assign(host.pending, { useDevice: down, grantDevice: down });
    expect(await codeOf(host.secondFactor.begin(host.alice, { devices: [device] }))).toBe('second_factor_unavailable');
    const verified = signedIn(await host.secondFactor.verify(token, { code: host.sender.last.code, trust: {} }));
    expect([verified.user, verified.device]).toEqual([host.alice, null]);
  });

  test('R88: two processes know it alike', async () => {
    const host = await createTrusting();
    const other = restart(host, {});
    const next = await from(other, host.alice, await trust(host));
    expect(await from(host, host.alice, next)).toMatch(TOKEN);
  });
});
