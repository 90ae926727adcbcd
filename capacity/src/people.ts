import { createHash } from 'node:crypto';

/** An account of the made-up host, with a phone and an address of its own. */
export interface Person {
  /** A UUID, as most hosts have for a subject. */
  readonly id: string;
  /** As it is typed. */
  readonly phone: string;
  readonly address: string;
}

/** Dutch mobile numbers from 06 10 00 00 00 on. */
const NUMBERS = { first: 10_000_000, count: 40_000_000 };
/** Prime, and so no factor of the count: every person gets another number, and neighbours far ones. */
const STRIDE = 15_485_863;

/** The person of this number, from 0: always the same one, so that a run spreads over shards as the last one did. */
export function personOf(index: number): Person {
  const hash = createHash('sha256').update(`person ${index}`).digest('hex');
  const id = [hash.slice(0, 8), hash.slice(8, 12), hash.slice(12, 16), hash.slice(16, 20), hash.slice(20, 32)].join(
    '-',
  );
  const phone = `06${NUMBERS.first + ((index * STRIDE) % NUMBERS.count)}`;
  const address = `10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}`;
  return { id, phone, address };
}

/** So many people, from this one on. */
export function peopleFrom(first: number, count: number): Person[] {
  return Array.from({ length: count }, (_, place) => personOf(first + place));
}
