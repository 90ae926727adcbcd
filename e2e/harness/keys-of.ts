import { Cluster, type Redis } from 'ioredis';

/** The keys of a pattern, of all masters where it is a Cluster. */
export async function keysOf(client: Redis | Cluster, pattern: string): Promise<string[]> {
  const masters = client instanceof Cluster ? client.nodes('master') : [client];
  const found = await Promise.all(masters.map((master) => master.keys(pattern)));
  // One that is moving may be at two.
  return [...new Set(found.flat())];
}

/** Lets time pass for everything that the second step keeps: what would have expired is gone. */
export async function passTime(client: Redis | Cluster, seconds: number): Promise<void> {
  for (const key of await keysOf(client, 'cs:*')) {
    const left = (await client.pttl(key)) - seconds * 1_000;
    if (left > 0) await client.pexpire(key, left);
    else await client.del(key);
  }
}
