import { createHash } from 'node:crypto';
import type { Random } from '@countersign/core';

/** The same numbers in the same order, each time: for hosts whose answers are compared byte for byte. */
export class SeededRandom implements Random {
  #drawn = 0;

  int(below: number): number {
    return this.bytes(6).readUIntBE(0, 6) % below;
  }

  bytes(count: number): Buffer {
    this.#drawn += 1;
    return createHash('sha512').update(`draw ${this.#drawn}`).digest().subarray(0, count);
  }
}
