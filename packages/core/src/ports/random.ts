import { randomBytes, randomInt } from 'node:crypto';

/** Where randomness comes from; replaced in tests. */
export interface Random {
  /** A uniform integer from 0 to `below` - 1. */
  int(below: number): number;
  /** Random bytes. */
  bytes(count: number): Buffer;
}

/** The operating system's CSPRNG, through `node:crypto` (R01). */
export const cryptoRandom: Random = {
  int: (below) => randomInt(0, below),
  bytes: (count) => randomBytes(count),
};
