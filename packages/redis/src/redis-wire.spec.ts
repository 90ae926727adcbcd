import { type RedisServer, startRedis } from '@countersign/support';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { readFailures } from './read-failures.js';
import { RedisPendingStore } from './redis-pending-store.js';
import { quotasOf } from './spec/quotas.js';
import { answer, LIMITS, newCode, newKey, newSignIn, openWith, usable } from './spec/samples.js';

let server: RedisServer;
let admin: Redis;
let store: RedisPendingStore;
let key = newKey();

beforeAll(async () => {
  server = await startRedis();
  admin = new Redis(server.url);
  // Patient: what is slow here is the machine.
  store = new RedisPendingStore(server.url, { commandTimeoutMs: 5_000 });
  await usable(store);
});

afterAll(async () => {
  store.disconnect();
  admin.disconnect();
  await server[Symbol.asyncDispose]();
});

/** The commands that reach Redis while this runs; those inside a script are not on the wire. */
async function onTheWire(work: () => Promise<unknown>): Promise<string[]> {
  const seen: string[] = [];
  const monitor = await admin.monitor();
  const end = `end of ${Math.random()}`;
  const ended = new Promise<void>((resolve) => {
    monitor.on('monitor', (_time: string, args: string[], source: string) => {
      if (args[1] === end) resolve();
      else if (source !== 'lua') seen.push(String(args[0]).toLowerCase());
    });
  });
  await work();
  await admin.echo(end);
  await ended;
  monitor.disconnect();
  return seen;
}

const costly = (of: typeof key) => ({ ...newCode(of, '493817'), quotas: quotasOf(of, { number: 1_000 }) });

const again = (of: typeof key) => ({ reference: 'KX', send: 1, curable: [], quotas: quotasOf(of, { number: 1_000 }) });

test.each<[string, string, () => Promise<unknown>]>([
  ['open', 'evalsha', () => store.open(newKey(), newSignIn(), LIMITS)],
  ['open with a code', 'evalsha', () => store.open(newKey(), newSignIn(), LIMITS, newCode(key, '493817'))],
  [
    'R25: open with a code, all quotas included',
    'evalsha',
    () => store.open(newKey(), newSignIn(), LIMITS, costly(key)),
  ],
  ['read', 'evalsha', () => store.read(key)],
  ['issue', 'evalsha', () => store.issue(key, newCode(key, '502846'), LIMITS)],
  ['R25: issue, all quotas included', 'evalsha', () => store.issue(key, costly(key), LIMITS)],
  ['noteDelivery', 'evalsha', () => store.noteDelivery(key, 'KX', 'delivered')],
  ['R25: repeat, all quotas included', 'evalsha', () => store.repeat(key, again(key), LIMITS)],
  ['verify, wrong', 'evalsha', () => answer(store, key, '000000')],
  ['verify, right', 'evalsha', () => answer(store, key, '493817')],
  ['close', 'del', () => store.close(key)],
  ['clearFailures', 'del', () => store.clearFailures(key.subjectTag)],
  ['giveBack', 'evalsha', () => store.giveBack(key)],
  ['ping', 'ping', () => store.ping()],
])('%s is one command', async (_name, command, work) => {
  key = await openWith(store, '493817');
  await work();
  key = await openWith(store, '493817');
  expect(await onTheWire(work)).toEqual([command]);
});

test('a resend is two commands: it is read where the code goes, and sent there', async () => {
  const resend = async () => {
    await store.read(key);
    await store.issue(key, costly(key), LIMITS);
  };
  await resend();
  key = await openWith(store, '493817');
  expect(await onTheWire(resend)).toEqual(['evalsha', 'evalsha']);
});

/** How often Redis has read from a connection. */
const reads = async () => Number(/total_reads_processed:(\d+)/.exec(await admin.info('stats'))?.[1]);

test('commands that are given together leave together, in their order, each a command of its own', async () => {
  await store.countFailures(0, 60);
  const before = await reads();
  const counted = Promise.all(Array.from({ length: 16 }, () => store.countFailures(1, 60)));
  expect(await counted).toEqual(Array.from({ length: 16 }, (_, place) => place + 1));
  // Two for them, who leave by eight, or one where both have come by then, and one for the question itself.
  expect((await reads()) - before).toBeLessThanOrEqual(3);
});

test('what an operator reads of the failures is what was counted', async () => {
  key = await openWith(store, '493817');
  expect(await readFailures(admin, key.subjectTag)).toEqual({ failures: 0, forgottenInSeconds: 0, waitSeconds: 0 });
  await store.verify(key, { gates: ['none'] }, { ...LIMITS, waitsFrom: 1 });
  const kept = await readFailures(admin, key.subjectTag);
  expect(kept).toEqual({ failures: 1, forgottenInSeconds: 86_400, waitSeconds: 30 });
  await admin.set(`cs:{${key.subjectTag}}:failures`, 'sentinel', 'KEEPTTL');
  expect(await readFailures(admin, key.subjectTag)).toMatchObject({ failures: Number.POSITIVE_INFINITY });
});
