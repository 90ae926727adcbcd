import type { Redis } from 'ioredis';

/** A master of a Cluster, with a client of its own. */
export interface ClusterMaster {
  readonly admin: Redis;
  readonly port: number;
}

/**
 * Moves the slot of a key to another master as `redis-cli --cluster reshard` does, and stops where traffic can notice it.
 * @param between - called when the move has begun, when half of the keys are over, and when all are but nobody knows it yet.
 */
export async function moveSlot(
  from: ClusterMaster,
  to: ClusterMaster,
  key: string,
  between: () => Promise<unknown>,
): Promise<void> {
  const slot = await from.admin.cluster('KEYSLOT', key);
  const [source, target] = await Promise.all([from.admin.cluster('MYID'), to.admin.cluster('MYID')]);
  await to.admin.call('CLUSTER', 'SETSLOT', slot, 'IMPORTING', source);
  await from.admin.call('CLUSTER', 'SETSLOT', slot, 'MIGRATING', target);
  await between();
  const keys = await from.admin.cluster('GETKEYSINSLOT', slot, 1_000);
  await migrate(from, to, keys.slice(0, Math.ceil(keys.length / 2)));
  await between();
  await migrate(from, to, await from.admin.cluster('GETKEYSINSLOT', slot, 1_000));
  await between();
  for (const { admin } of [to, from]) await admin.call('CLUSTER', 'SETSLOT', slot, 'NODE', target);
}

async function migrate(from: ClusterMaster, to: ClusterMaster, keys: readonly string[]): Promise<void> {
  if (keys.length > 0) await from.admin.call('MIGRATE', '127.0.0.1', to.port, '', 0, 1_000, 'KEYS', ...keys);
}
