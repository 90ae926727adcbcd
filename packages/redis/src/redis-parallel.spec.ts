import { type RedisServer, startRedis } from '@countersign/support';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { RedisPendingStore } from './redis-pending-store.js';
import { quotasOf } from './spec/quotas.js';
import { answer, gateOf, LIMITS, newCode, newKey, newSignIn, openWith, usable } from './spec/samples.js';

/** Two stores, each with a client of its own: what two processes of a host are. */
let server: RedisServer;
let one: RedisPendingStore;
let other: RedisPendingStore;

beforeAll(async () => {
  server = await startRedis();
  [one, other] = [new RedisPendingStore(server.url), new RedisPendingStore(server.url)];
  await Promise.all([usable(one), usable(other)]);
});

afterAll(async () => {
  one.disconnect();
  other.disconnect();
  await server[Symbol.asyncDispose]();
});

const inTurn = (n: number) => (n % 2 === 0 ? one : other);
const count = (outcomes: readonly { status: string }[], status: string) =>
  outcomes.filter((outcome) => outcome.status === status).length;

const idOf = (n: number) => `device-${n}`;
const grant = (store: RedisPendingStore, subjectTag: string, n: number) => {
  const device = { hash: `hash-${n}`, terms: '3.sms.', name: 'Firefox on Linux', expiresInSeconds: 600 };
  return store.grantDevice({ subjectTag, id: idOf(n) }, device, { most: 5, terms: ['3.sms.'], replaces: [] });
};

describe('R88: limits hold over two clients', () => {
  test('R08: of fifty parallel right answers exactly one is right, twenty times', async () => {
    for (let round = 0; round < 20; round++) {
      const key = await openWith(inTurn(round), '493817');
      const answers = Array.from({ length: 50 }, (_, n) => answer(inTurn(n), key, '493817'));
      const outcomes = await Promise.all(answers);
      expect([count(outcomes, 'right'), count(outcomes, 'gone')]).toEqual([1, 49]);
    }
  });

  test('R69: of fifty who take one approval, half of them in another process, one gets it, twenty times', async () => {
    for (let round = 0; round < 20; round++) {
      const key = { subjectTag: newKey().subjectTag, kind: 'approval', id: String(round) } as const;
      await inTurn(round).keep(key, 'approved', 300);
      const taken = await Promise.all(Array.from({ length: 50 }, (_, n) => inTurn(n).take(key)));
      expect(taken.filter((text) => text !== null)).toEqual(['approved']);
    }
  });

  test('R09: of two hundred parallel wrong answers at most five are judged, and the right one is refused', async () => {
    const key = await openWith(one, '493817');
    const guesses = Array.from({ length: 200 }, (_, n) => answer(inTurn(n), key, String(100_000 + n)));
    const outcomes = await Promise.all(guesses);
    expect([count(outcomes, 'wrong'), count(outcomes, 'spent'), count(outcomes, 'gone')]).toEqual([4, 1, 195]);
    expect(await answer(other, key, '493817')).toEqual({ status: 'gone' });
  });

  test('R11: failures of one subject add up over sign-ins and clients, to the lock', async () => {
    const { subjectTag } = newKey();
    const limits = { ...LIMITS, waitsSeconds: [] };
    for (let n = 0; n < 10; n++) {
      const key = { ...newKey(), subjectTag };
      await inTurn(n).open(key, newSignIn(), limits, newCode(key, '493817'));
      const outcome = await inTurn(n + 1).verify(key, { gates: [gateOf(key, '000000')] }, limits);
      expect(outcome).toMatchObject({ status: 'wrong', failures: n + 1 });
    }
    const key = { ...newKey(), subjectTag };
    expect((await one.open(key, newSignIn(), LIMITS)).status).toBe('locked');
  });

  test('R24: of fifty parallel log-ins that share quotas as many are sent a code as there is room', async () => {
    const open = (n: number) => {
      const key = newKey();
      const quotas = quotasOf(key, { number: 7, total: 9 });
      return inTurn(n).open(key, newSignIn(), LIMITS, { ...newCode(key, '493817'), quotas });
    };
    const outcomes = await Promise.all(Array.from({ length: 50 }, (_, n) => open(n)));
    expect([count(outcomes, 'opened'), count(outcomes, 'full')]).toEqual([7, 43]);
    // What one of them refused has cost the others nothing.
    const key = newKey();
    const total = quotasOf(key, { total: 9 }).slice(-1);
    const last = await one.open(key, newSignIn(), LIMITS, { ...newCode(key, '493817'), quotas: total });
    expect(last).toMatchObject({ status: 'opened', counts: [[8, 8]] });
  });

  test('R28: of twenty parallel sends one is issued', async () => {
    const key = newKey();
    await one.open(key, newSignIn(), LIMITS);
    const sends = Array.from({ length: 20 }, (_, n) => inTurn(n).issue(key, newCode(key, String(200_000 + n)), LIMITS));
    const outcomes = await Promise.all(sends);
    expect([count(outcomes, 'issued'), count(outcomes, 'too_soon')]).toEqual([1, 19]);
  });

  test('R53: of twenty parallel grants five are given', async () => {
    const { subjectTag } = newKey();
    const grants = Array.from({ length: 20 }, (_, n) => grant(inTurn(n), subjectTag, n));
    expect((await Promise.all(grants)).filter(Boolean)).toHaveLength(5);
    expect(await other.devices(subjectTag)).toHaveLength(5);
  });

  test('R52, R88: of twenty parallel uses of one value one is let in, and the others are its twins', async () => {
    const { subjectTag } = newKey();
    await grant(one, subjectTag, 0);
    const use = (n: number) =>
      inTurn(n).useDevice(
        { subjectTag, id: idOf(0) },
        {
          ...{ hash: 'hash-0', next: `next-${n}`, terms: ['3.sms.'] },
          ...{ twinSeconds: 10, maxFailures: 10 },
        },
      );
    const outcomes = await Promise.all(Array.from({ length: 20 }, (_, n) => use(n)));
    expect([count(outcomes, 'used'), count(outcomes, 'twin')]).toEqual([1, 19]);
    expect(await other.devices(subjectTag)).toHaveLength(1);
  });
});
