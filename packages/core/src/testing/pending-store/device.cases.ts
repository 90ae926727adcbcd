import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import type { PendingStore } from '../../ports/pending-store.js';
import type { DeviceKey, DeviceRoom, NewDevice } from '../../ports/trusted-device.js';
import type { PendingStoreCase } from './harness.js';
import { assertSeconds, failTimes, LIMITS, openWith } from './samples.js';

const DAY_SECONDS = 86_400;
const TERMS = ['3.sms.abc'];
const ROOM: DeviceRoom = { most: 5, terms: TERMS, replaces: [] };

const random = (bytes: number) => randomBytes(bytes).toString('base64url');
const sha256 = (value: string) => createHash('sha256').update(value).digest('hex');

/** A device, and the value that its browser holds. */
interface Held {
  readonly key: DeviceKey;
  readonly value: string;
}

function newDevice(value: string, changes: Partial<NewDevice> = {}): NewDevice {
  const device = { hash: sha256(value), terms: '3.sms.abc', name: 'Firefox on Windows' };
  return { ...device, expiresInSeconds: 14 * DAY_SECONDS, ...changes };
}

async function grant(store: PendingStore, subjectTag = random(12), changes: Partial<NewDevice> = {}): Promise<Held> {
  const held = { key: { subjectTag, id: random(12) }, value: random(32) };
  assert.ok(await store.grantDevice(held.key, newDevice(held.value, changes), { ...ROOM, terms: [...TERMS, 'other'] }));
  return held;
}

/** Presents a value; the next one is drawn anew. */
function use(store: PendingStore, { key, value }: Held, terms: readonly string[] = TERMS, next: string = random(32)) {
  return store.useDevice(key, { hash: sha256(value), next: sha256(next), terms, twinSeconds: 10, maxFailures: 2 });
}

/** Browsers that are trusted. */
export const deviceCases: PendingStoreCase[] = [
  {
    name: 'R52: a device is known by its value once; the next one is known then, and the one before ends the device',
    async run({ store, advance }) {
      const held = await grant(store);
      const next = { ...held, value: random(32) };
      const used = await use(store, held, TERMS, next.value);
      assert.ok(used.status === 'used');
      assert.deepEqual([used.device.id, used.device.name], [held.key.id, 'Firefox on Windows']);
      await advance(11);
      assert.equal((await use(store, held)).status, 'stolen');
      assert.deepEqual(await use(store, next), { status: 'unknown' });
      assert.deepEqual(await store.devices(held.key.subjectTag), []);
    },
  },
  {
    name: 'R52: the value before is a twin for a moment, which changes nothing; one that is older ends the device at once',
    async run({ store }) {
      const held = await grant(store);
      const [next, last] = [random(32), random(32)];
      assert.equal((await use(store, held, TERMS, next)).status, 'used');
      const twin = await use(store, held);
      assert.ok(twin.status === 'twin');
      assert.equal(twin.device.id, held.key.id);
      assert.equal((await use(store, { ...held, value: next }, TERMS, last)).status, 'used');
      assert.equal((await use(store, { ...held, value: next })).status, 'twin');
      assert.equal((await use(store, held)).status, 'stolen');
      assert.deepEqual(await use(store, { ...held, value: last }), { status: 'unknown' });
    },
  },
  {
    name: 'R53: a twin whose terms hold no more ends the device, like any other value',
    async run({ store }) {
      const held = await grant(store);
      await use(store, held);
      assert.equal((await use(store, held, ['4.sms.abc'])).status, 'stolen');
      assert.deepEqual(await store.devices(held.key.subjectTag), []);
    },
  },
  {
    name: 'R12, R16: no device stands in for a second step that is locked; it is as it was when the lock ends',
    async run({ store, advance }) {
      const key = await openWith(store, '493817');
      const held = await grant(store, key.subjectTag);
      await failTimes(store, key, 1);
      const next = random(32);
      assert.equal((await use(store, held, TERMS, next)).status, 'used');
      await failTimes(store, key, 1);
      assert.equal((await use(store, { ...held, value: next })).status, 'locked');
      assert.equal((await use(store, await grant(store))).status, 'used');
      await advance(LIMITS.failureWindowSeconds + 1);
      assert.equal((await use(store, { ...held, value: next })).status, 'used');
    },
  },
  {
    name: 'R52: a device of one subject is unknown to every other',
    async run({ store }) {
      const [mine, theirs] = [await grant(store), await grant(store)];
      const key = { subjectTag: theirs.key.subjectTag, id: mine.key.id };
      assert.deepEqual(await use(store, { ...mine, key }), { status: 'unknown' });
      assert.equal((await use(store, mine)).status, 'used');
    },
  },
  {
    name: 'R53: a device whose terms hold no more is ended when it is used',
    async run({ store }) {
      const held = await grant(store);
      assert.equal((await use(store, held, ['4.sms.abc', '3.totp.abc'])).status, 'outdated');
      assert.deepEqual(await use(store, held), { status: 'unknown' });
    },
  },
  {
    name: 'R51: a device lives as long as it was granted for, however often it is used, and beside younger ones',
    async run({ store, advance }) {
      const held = await grant(store);
      await advance(13 * DAY_SECONDS);
      const next = random(32);
      const used = await use(store, held, TERMS, next);
      assert.ok(used.status === 'used');
      assertSeconds(used.device.expiresInSeconds, DAY_SECONDS);
      const younger = await grant(store, held.key.subjectTag);
      await advance(DAY_SECONDS + 1);
      assert.deepEqual(await use(store, { ...held, value: next }), { status: 'unknown' });
      const left = await store.devices(held.key.subjectTag);
      assert.deepEqual(
        left.map(({ id }) => id),
        [younger.key.id],
      );
    },
  },
  {
    name: 'R53: a subject has as many devices as it may; the one more is refused, and changes nothing',
    async run({ store, advance }) {
      const { subjectTag } = (await grant(store)).key;
      for (const _ of [2, 3, 4, 5]) await grant(store, subjectTag);
      const sixth = { key: { subjectTag, id: random(12) }, value: random(32) };
      assert.equal(await store.grantDevice(sixth.key, newDevice(sixth.value), ROOM), false);
      assert.deepEqual(await use(store, sixth), { status: 'unknown' });
      assert.equal((await store.devices(subjectTag)).length, 5);
      await advance(14 * DAY_SECONDS + 1);
      await grant(store, subjectTag);
      assert.equal((await store.devices(subjectTag)).length, 1);
    },
  },
  {
    name: 'R53: what is replaced, and what stands on terms that hold no more, takes no room and is gone',
    async run({ store }) {
      const old = await grant(store);
      const { subjectTag } = old.key;
      const before = await grant(store, subjectTag, { terms: 'other' });
      const fresh = { key: { subjectTag, id: random(12) }, value: random(32) };
      const room = { ...ROOM, most: 1, replaces: [old.key.id, random(12)] };
      assert.equal(await store.grantDevice(fresh.key, newDevice(fresh.value), room), true);
      for (const gone of [old, before]) assert.deepEqual(await use(store, gone, ['other']), { status: 'unknown' });
      assert.equal((await use(store, fresh)).status, 'used');
    },
  },
  {
    name: 'R53: devices are listed, oldest first, and revoked one by one or all at once; those of others stay',
    async run({ store }) {
      const theirs = await grant(store);
      const [first, second] = [await grant(store), random(12)];
      const { subjectTag } = first.key;
      const more = [await grant(store, subjectTag, { name: 'Safari on iOS' }), await grant(store, subjectTag)];
      const listed = await store.devices(subjectTag);
      assert.deepEqual(
        listed.map(({ id }) => id),
        [first, ...more].map(({ key }) => key.id),
      );
      assert.deepEqual([listed[1]?.name, listed[1]?.terms], ['Safari on iOS', '3.sms.abc']);
      assert.ok(listed.every(({ firstUsedAt, lastUsedAt }) => firstUsedAt > 0 && firstUsedAt === lastUsedAt));
      assert.equal(await store.revokeDevice(first.key), true);
      assert.equal(await store.revokeDevice(first.key), false);
      assert.equal(await store.revokeDevice({ subjectTag, id: second }), false);
      assert.equal((await store.revokeDevices(subjectTag)).length, 2);
      assert.deepEqual(await store.revokeDevices(subjectTag), []);
      for (const gone of [first, ...more]) assert.deepEqual(await use(store, gone), { status: 'unknown' });
      assert.equal((await use(store, theirs)).status, 'used');
    },
  },
  {
    name: 'R52, R03: no value is kept, before or after its use; and no key is without expiry at any step',
    async run({ store, dump, keysWithoutExpiry }) {
      const held = await grant(store);
      const next = random(32);
      const look = async () => {
        const kept = await dump();
        assert.ok(kept.includes(sha256(held.value)) || kept.includes(sha256(next)), 'the dump shows the devices');
        for (const value of [held.value, next]) assert.ok(!kept.includes(value), 'a value is kept');
        assert.deepEqual(await keysWithoutExpiry(), []);
      };
      await look();
      await use(store, held, TERMS, next);
      await look();
      await grant(store, held.key.subjectTag);
      await look();
      await store.revokeDevice(held.key);
      assert.deepEqual(await keysWithoutExpiry(), []);
      assert.ok(!(await dump()).includes(held.key.id));
    },
  },
  {
    name: 'R52, R88: of twenty who present one value at once one is let in, and the others are its twins',
    async run({ store }) {
      const held = await grant(store);
      const outcomes = await Promise.all(Array.from({ length: 20 }, () => use(store, held)));
      const count = (status: string) => outcomes.filter((outcome) => outcome.status === status).length;
      assert.deepEqual([count('used'), count('twin')], [1, 19]);
    },
  },
];
