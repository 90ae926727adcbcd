import { StoreUnavailable } from '@countersign/core';

/** SQLSTATE (`57P03`) or a system error (`ECONNREFUSED`): words of a fixed vocabulary, free of data. */
const WORD = /^[A-Z0-9_]{2,20}$/;

/** PostgreSQL's query_canceled (statement_timeout) and lock_not_available (lock_timeout). */
const TIMEOUTS: readonly string[] = ['57014', '55P03'];

/**
 * Rebuilds any error as {@link StoreUnavailable}. The original is dropped, not kept as `cause`: TypeORM's errors hold
 * the statement and its parameters, and would take them into the host's log (R76).
 */
export function asUnavailable(error: unknown): StoreUnavailable {
  return error instanceof StoreUnavailable ? error : new StoreUnavailable(reasonOf(error));
}

function reasonOf(error: unknown): string {
  const code = (error as { code?: unknown } | null | undefined)?.code;
  if (typeof code !== 'string' || !WORD.test(code)) return 'error';
  return TIMEOUTS.includes(code) ? 'timeout' : code;
}
