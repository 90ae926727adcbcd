import { OptionError } from '@countersign/core';

/** Options of {@link TypeOrmFactorStore}. */
export interface TypeOrmFactorStoreOptions {
  /** Longest time one method may take, in milliseconds. Default 1500; 250 to 5000. */
  readonly timeoutMs?: number;
}

const DEFAULT_TIMEOUT_MS = 1500;
const MIN_TIMEOUT_MS = 250;
const MAX_TIMEOUT_MS = 5000;

/**
 * The deadline of every method, in milliseconds. The default leaves room within the 2 s in which a sign-in must be
 * answered (R83).
 * @throws OptionError when it is out of bounds (R87).
 */
export function timeoutOf({ timeoutMs = DEFAULT_TIMEOUT_MS }: TypeOrmFactorStoreOptions): number {
  if (Number.isInteger(timeoutMs) && timeoutMs >= MIN_TIMEOUT_MS && timeoutMs <= MAX_TIMEOUT_MS) return timeoutMs;
  throw new OptionError('timeoutMs', `must be a whole number from ${MIN_TIMEOUT_MS} to ${MAX_TIMEOUT_MS}`);
}
