import { SecondFactorError } from '../errors.js';
import { StoreUnavailable } from '../ports/pending-store.js';
import type { Engine } from './engine.js';

/** What is said to come back after: an outage is seldom over in less. */
const RETRY_AFTER_SECONDS = 30;

/**
 * Runs one step of the flow, and lets nothing out but a `SecondFactorError`: a store that does not answer, and a host
 * function that throws, deny with `second_factor_unavailable` (R19, R83). The original goes no further: it may hold
 * arguments.
 */
export async function guarded<User, Value>(engine: Engine<User>, step: () => Promise<Value>): Promise<Value> {
  try {
    return await step();
  } catch (error) {
    if (error instanceof SecondFactorError) throw error;
    const store = error instanceof StoreUnavailable;
    engine.tell({ type: 'countersign.unavailable', part: store ? 'store' : 'host', reason: reasonOf(error) });
    throw new SecondFactorError('second_factor_unavailable', { retryAfterSeconds: RETRY_AFTER_SECONDS });
  }
}

/** A short word for events: of what was thrown, its kind and nothing else. */
export function reasonOf(error: unknown): string {
  if (error instanceof StoreUnavailable) return error.reason;
  return error instanceof Error ? error.name : 'unknown';
}
