import type { Cluster, Redis } from 'ioredis';
import { keysOf } from './keys-of.js';

/** What is looked at of a session of the console. */
interface Kept {
  readonly countersign?: { verifiedAt: number | null };
}

/** Lets time pass for what open sessions have proved, and for nothing else. */
export async function ageProofs({ keys }: { keys: Redis | Cluster }, seconds: number): Promise<void> {
  for (const key of await keysOf(keys, 'mi:session:*')) {
    const session = JSON.parse((await keys.get(key)) ?? '{}') as Kept;
    if (session.countersign?.verifiedAt) session.countersign.verifiedAt -= seconds * 1_000;
    await keys.set(key, JSON.stringify(session), 'KEEPTTL');
  }
}
