import { scrypt, timingSafeEqual } from 'node:crypto';

/** scrypt's cost, block size and parallelism (R56; RFC 7914): a tenth of a second and 32 MiB. */
const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1_024 * 1_024 } as const;
const HASH_BYTES = 32;
/** Bytes of a salt: 128 bits (R56). */
export const SALT_BYTES = 16;

/** Hashes at work at once in a process: each holds a thread of Node's pool, which has four, and 32 MiB. */
const MOST = 2;
const waiting: (() => void)[] = [];
let working = 0;

/**
 * Hashes a text slowly, so that a stolen database does not give it away. No more than two at once in a process; others wait.
 * @param salt - 128 random bits.
 */
export async function slowHash(text: string, salt: Buffer): Promise<Buffer> {
  if (working >= MOST) await new Promise<void>((resolve) => waiting.push(resolve));
  else working += 1;
  try {
    return await derive(text, salt);
  } finally {
    // Whoever waits takes this place, so that nobody who comes now is quicker.
    const next = waiting.shift();
    if (next) next();
    else working -= 1;
  }
}

/** Who hashes slowly: an observer may stand before it. */
export interface Hashing {
  /** {@link slowHash}. */
  slowHash(text: string, salt: Buffer): Promise<Buffer>;
}

/** {@link slowHash}, with nothing before it. */
export const HASHING: Hashing = { slowHash };

/** Compares two hashes in constant time (R07). */
export function sameHash(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}

function derive(text: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(text, salt, HASH_BYTES, COST, (error, hash) => (error ? reject(error) : resolve(hash)));
  });
}
