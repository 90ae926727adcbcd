import type { PendingStore } from '@countersign/core';
import type { PendingStoreHarness } from '@countersign/core/testing';
import type { Redis } from 'ioredis';

/**
 * Looks at Redis from outside the store, and lets time pass there.
 * @param nodes - clients of the spec's own, one for each master.
 */
export function redisHarness(store: PendingStore, nodes: readonly Redis[]): PendingStoreHarness {
  const eachKey = async (visit: (node: Redis, key: string) => Promise<unknown>) => {
    for (const node of nodes) await Promise.all((await node.keys('*')).map((key) => visit(node, key)));
  };
  return {
    store,
    advance: (seconds) => eachKey((node, key) => shorten(node, key, seconds * 1_000)),
    async keysWithoutExpiry() {
      const found: string[] = [];
      await eachKey(async (node, key) => (await node.pttl(key)) === -1 && found.push(key));
      return found;
    },
    async dump() {
      const found: string[] = [];
      // Byte for byte: the records are binary.
      await eachKey(async (node, key) => found.push(`${key}=${(await node.getBuffer(key))?.toString('latin1')}`));
      return found.join('\n');
    },
  };
}

async function shorten(node: Redis, key: string, milliseconds: number): Promise<void> {
  const left = (await node.pttl(key)) - milliseconds;
  await (left > 0 ? node.pexpire(key, left) : node.del(key));
}
