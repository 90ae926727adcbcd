import { type RedisServer, startRedis } from '@countersign/support';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { keysOf } from './keys.js';
import { RedisPendingStore } from './redis-pending-store.js';
import { answer, LIMITS, newCode, newKey, newSignIn, openWith, usable } from './spec/samples.js';

let server: RedisServer;
let admin: Redis;
let store: RedisPendingStore;

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

/** Lua that packs MessagePack values, for records that the store would not write. */
const packed = (lua: string, key: string) =>
  admin.eval(`redis.call('SET', KEYS[1], cmsgpack.pack(${lua}), 'PX', 60000)`, 1, key);

const details = `'s3s\\nsomebody'`;
const before = `'["s","s",1,0,0,"s",0]'`;

describe('a sign-in record that is none of ours is gone, never an error', () => {
  test.each<[string, (key: string) => Promise<unknown>]>([
    ['text', (key) => admin.set(key, 'not a record', 'PX', 60_000)],
    ['bytes', (key) => admin.set(key, Buffer.from([0xdc, 0xff, 0xff, 0xc1]), 'PX', 60_000)],
    ['nothing', (key) => admin.set(key, '', 'PX', 60_000)],
    ['a number', (key) => packed('7', key)],
    ['more numbers than a script bears', (key) => admin.set(key, 'a'.repeat(100_000), 'PX', 60_000)],
    ['as many as it just bears', (key) => admin.set(key, 'a'.repeat(7_950), 'PX', 60_000)],
    ['an empty list', (key) => packed('{}', key)],
    ['details alone', (key) => packed(details, key)],
    ['gates that are a list', (key) => packed(`${details}, false, 0, { 'g' }`, key)],
    ['gates that are no texts', (key) => packed(`${details}, false, 0, 1`, key)],
    ['tries that are no number', (key) => packed(`${details}, false, 'x', 'g'`, key)],
    ['a target that is no text', (key) => packed(`${details}, 5, 0, 'g'`, key)],
    ['a target that is none', (key) => packed(`${details}, 'x42', 0, 'g'`, key)],
    ['details that are none', (key) => packed(`'s3', false, 0, 'g'`, key)],
    ['details of another version', (key) => packed(`${before}, false, 0, 'g'`, key)],
    ['a whole record of another version', (key) => packed(`{ ${before}, false, 0, { 'g' } }`, key)],
    ['a list of Redis', async (key) => [await admin.rpush(key, 'x'), await admin.pexpire(key, 60_000)]],
    ['a record without expiry', (key) => admin.persist(key)],
  ])('%s', async (_name, write) => {
    const key = await openWith(store, '493817');
    const [signIn] = keysOf('cs', key);
    if (_name !== 'a record without expiry') await admin.del(signIn);
    await write(signIn);
    expect(await store.read(key)).toEqual({ status: 'gone' });
    expect(await store.issue(key, newCode(key, '502846'), LIMITS)).toEqual({ status: 'gone' });
    expect(await answer(store, key, '493817')).toEqual({ status: 'gone' });
    await admin.del(signIn);
  });
});

test.each([
  ['details that are no text', `7, false, 0, 'g'`],
  ['a target that is no text', `${details}, 5, 0, 'g'`],
])('R09: no answer is charged to a sign-in with %s', async (_name, lua) => {
  const key = await openWith(store, '493817');
  const [signIn, , , failures] = keysOf('cs', key);
  await packed(lua, signIn);
  expect(await answer(store, key, '000000')).toEqual({ status: 'gone' });
  expect(await admin.exists(failures)).toBe(0);
});

describe('a code record that is none of ours is no live code', () => {
  const mac = 'm'.repeat(22);

  test.each([
    ['nothing', ''],
    ['text', 'x'],
    ['a short one', `1234KX${'m'.repeat(21)}`],
    ['a MAC that is longer', `1234KX${mac}m`],
    ['a MAC that is not base64url', `1234KX${'m'.repeat(21)}+`],
    ['a reference that is none', `1234K!${mac}`],
    ['what became of it without a space', `1234KX${mac},delivered`],
    ['what became of it in no words', `1234KX${mac} 5`],
    ['that of another version', `\x94\xa2KX\xd9+${mac}mmmmmmmmmmmmmmmmmmmmm\xcf\0\0\x01\xa2\x10=\xe3\xbd\xc2`],
  ])('%s', async (_name, record) => {
    const key = await openWith(store, '493817');
    await admin.set(keysOf('cs', key)[1], Buffer.from(record, 'latin1'), 'PX', 60_000);
    expect(await store.read(key)).toMatchObject({ status: 'open', signIn: { code: null } });
    expect((await answer(store, key, '493817')).status).toBe('expired');
    await store.noteDelivery(key, 'KX', 'delivered');
  });
});

describe('R16: a count of failures that cannot be read locks', () => {
  test.each([
    ['text', 'many'],
    ['a negative number', '-5'],
    ['a fraction', '1.5'],
    ['more than a number can hold', '9'.repeat(40)],
  ])('%s', async (_name, value) => {
    const key = await openWith(store, '493817');
    await admin.set(keysOf('cs', key)[3], value, 'PX', 60_000);
    expect(await answer(store, key, '493817')).toMatchObject({ status: 'locked', retryAfterSeconds: 60 });
    expect((await store.open(newKey(), newSignIn(), LIMITS)).status).toBe('opened');
  });
});

test('keys of one subject share one hash tag, and carry the prefix', async () => {
  const apart = new RedisPendingStore(server.url, { prefix: 'mine' });
  await usable(apart);
  await admin.flushall();
  const key = await openWith(apart, '493817');
  await answer(apart, key, '000000');
  const kinds = ['code', 'cooldown', 'sign-in'].map((kind) => `mine:{${key.subjectTag}}:${kind}:${key.id}`);
  expect((await admin.keys('*')).sort()).toEqual([...kinds, `mine:{${key.subjectTag}}:failures`].sort());
  apart.disconnect();
});

test('R03: each key lives exactly as long as asked for, to the millisecond', async () => {
  const key = await openWith(store, '493817');
  const [signIn, code, cooldown] = await Promise.all(keysOf('cs', key).map((name) => admin.pttl(name)));
  expect(signIn).toBeGreaterThan(599_000);
  expect(signIn).toBeLessThanOrEqual(600_000);
  expect(code).toBeGreaterThan(299_000);
  expect(code).toBeLessThanOrEqual(300_000);
  expect(cooldown).toBeGreaterThan(29_000);
  expect(cooldown).toBeLessThanOrEqual(30_000);
});

describe('R52: a device record or list that is none of ours is no device, and lets nobody be trusted', () => {
  const TERMS = ['3.sms.'];
  const use = { hash: 'first', next: 'next', terms: TERMS, twinSeconds: 10, maxFailures: 10 };

  test.each<[string, 'device' | 'list', (key: string) => Promise<unknown>]>([
    ['a text', 'device', (key) => admin.set(key, 'x', 'PX', 60_000)],
    ['a short record', 'device', (key) => packed("{ 'first' }", key)],
    ['a record with times that are none', 'device', (key) => packed("{ 'first', '3.sms.', 'x', 'y', 'z' }", key)],
    ['a record without expiry', 'device', (key) => admin.persist(key)],
    ['a list without expiry', 'list', (key) => admin.persist(key)],
    ['no list', 'list', (key) => admin.del(key)],
    ['a list of Redis', 'list', async (key) => [await admin.del(key), await admin.rpush(key, 'x')]],
  ])('%s', async (_name, which, write) => {
    const key = { subjectTag: newKey().subjectTag, id: 'AAAAAAAAAAAAAAAA' };
    const device = { hash: 'first', terms: '3.sms.', name: 'Firefox on Linux', expiresInSeconds: 600 };
    await store.grantDevice(key, device, { most: 5, terms: TERMS, replaces: [] });
    const list = `cs:{${key.subjectTag}}:devices`;
    await write(which === 'list' ? list : `cs:{${key.subjectTag}}:device:${key.id}`);
    expect(await store.useDevice(key, use)).toEqual({ status: 'unknown' });
    expect(await store.devices(key.subjectTag)).toEqual([]);
    await store.revokeDevices(key.subjectTag);
    expect(await admin.exists(list)).toBe(0);
  });
});
