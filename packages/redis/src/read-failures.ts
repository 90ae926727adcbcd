import { COMMAND_TIMEOUT_MS } from './client-options.js';
import { available } from './command.js';
import { checkPrefix, failureKeysOf } from './keys.js';

/** A subject's wrong answers within its window, as Redis has them. */
export interface KeptFailures {
  /** How many; infinitely many where the counter cannot be read, which counts as full. */
  readonly failures: number;
  /** Until they are forgotten, in whole seconds; 0 where there are none. */
  readonly forgottenInSeconds: number;
  /** Until the next answer is looked at, in whole seconds; 0 where there is no wait. */
  readonly waitSeconds: number;
}

/** What is needed of an ioredis client, single or Cluster. */
export interface FailureSource {
  get(key: string): Promise<string | null>;
  pttl(key: string): Promise<number>;
}

/**
 * Reads what a subject's wrong answers keep it from, for an operator who looks. Three commands, which others may come between:
 * nothing is decided by it.
 * @param subjectTag - by `KeyRing.subjectTag`.
 * @param prefix - of the store's keys. @defaultValue 'cs'
 * @throws StoreUnavailable; RangeError for a prefix that is none.
 */
export async function readFailures(client: FailureSource, subjectTag: string, prefix = 'cs'): Promise<KeptFailures> {
  const [failures, wait] = failureKeysOf(checkPrefix(prefix), subjectTag);
  const [count, left, waiting] = await available(
    () => Promise.all([client.get(failures), client.pttl(failures), client.pttl(wait)]),
    COMMAND_TIMEOUT_MS,
  );
  return { failures: numberOf(count), forgottenInSeconds: toSeconds(left), waitSeconds: toSeconds(waiting) };
}

function numberOf(count: string | null): number {
  if (count === null) return 0;
  return /^\d+$/.test(count) ? Number(count) : Number.POSITIVE_INFINITY;
}

/** Redis tells with a negative number that a key is not there. */
function toSeconds(milliseconds: number): number {
  return Math.ceil(Math.max(milliseconds, 0) / 1_000);
}
