import { setTimeout as pause } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { fill } from './fill.js';
import type { KeyBytes } from './model.js';
import { tablesOf } from './model.js';
import { infoOf, sumOf } from './node-info.js';
import type { Site } from './site.js';
import type { Opening } from './tapped-store.js';

/** A key that a log-in leaves. */
export interface LeftKey {
  /** Its name, with what tells subjects apart left out. */
  readonly name: string;
  /** How long it lives, seconds, at most. */
  readonly seconds: number;
  /** `MEMORY USAGE`. */
  readonly bytes: number;
}

/** What pending sign-ins take. */
export interface PendingBytes {
  readonly keys: readonly LeftKey[];
  /** Of one, all its keys and their expiry, without the tables. */
  readonly each: { readonly bytes: number; readonly keys: number };
  readonly byLife: KeyBytes;
}

const LIVES: readonly (readonly [kind: RegExp, life: keyof KeyBytes, seconds: number, name: string])[] = [
  [/:sign-in:/, 'pending', 600, 'cs:{s}:sign-in:id'],
  [/:code:/, 'pending', 300, 'cs:{s}:code:id'],
  [/:cooldown:/, 'pending', 30, 'cs:{s}:cooldown:id'],
  [/\{n:.*:h$/, 'hour', 3_600, 'cs:{n:…}:sends:h'],
  [/\{n:.*:d$/, 'day', 86_400, 'cs:{n:…}:sends:d'],
  [/\{ip:.*:h$/, 'hour', 3_600, 'cs:{ip:…}:sends:h'],
  [/:h$/, 'hour', 3_600, 'cs:{s}:sends:h'],
  [/:d$/, 'day', 86_400, 'cs:{s}:sends:d'],
];

/** Polls without a change after which memory counts as settled: 2 s. */
const STILL = 20;

/**
 * Memory in use, as soon as it no longer moves. While Redis moves keys to a larger table it has both, and an idle one takes many
 * seconds over it: here it is told to hurry.
 */
export async function settledBytes(nodes: readonly Redis[]): Promise<{ bytes: number; keys: number }> {
  await Promise.all(nodes.map((node) => node.config('SET', 'hz', '500')));
  for (let last = -1, same = 0; ; await pause(100)) {
    const { usedMemory: bytes, keys } = sumOf(await Promise.all(nodes.map(infoOf)));
    same = Math.abs(bytes - last) < 4_096 * nodes.length ? same + 1 : 0;
    last = bytes;
    if (same < STILL) continue;
    await Promise.all(nodes.map((node) => node.config('SET', 'hz', '10')));
    return { bytes, keys };
  }
}

/** Opens a few thousand on an empty site, and tells what one takes: this is the prediction for more. */
export async function measurePending(site: Site, opening: Opening, few: number): Promise<PendingBytes> {
  const before = await settledBytes(site.nodes);
  await fill(site, opening, few);
  const after = await settledBytes(site.nodes);
  const keys = (after.keys - before.keys) / few;
  const bytes = (after.bytes - before.bytes - tablesOf(after.keys - before.keys)) / few;
  const left = await leftKeys(site);
  const usage = left.reduce((sum, key) => sum + key.bytes, 0);
  // What `MEMORY USAGE` does not tell: the entry of the expiry, what the allocator rounds up, and the tables at their fullest.
  const beside = (bytes - usage) / left.length + 2 * 8 * 1.5;
  const of = (life: keyof KeyBytes) =>
    left.filter(({ life: own }) => own === life).reduce((sum, key) => sum + key.bytes + beside, 0);
  return { keys: left, each: { bytes, keys }, byLife: { pending: of('pending'), hour: of('hour'), day: of('day') } };
}

async function leftKeys({ nodes }: Site): Promise<(LeftKey & { life: keyof KeyBytes })[]> {
  const [node] = nodes;
  const all = (await node?.keys('*')) ?? [];
  const found: (LeftKey & { life: keyof KeyBytes })[] = [];
  // What is kept of all together is told later and for many: it is no part of a log-in.
  let rest = all.filter((key) => !/^cs:\{(dial:|all\})/.test(key));
  for (const [kind, life, seconds, name] of LIVES) {
    const [key] = rest.filter((each) => kind.test(each));
    rest = rest.filter((each) => !kind.test(each));
    if (key) found.push({ name, seconds, bytes: Number(await node?.memory('USAGE', key)), life });
  }
  if (rest.length > 0) throw new Error(`${rest[0]} is a key that the model does not know`);
  return found;
}
