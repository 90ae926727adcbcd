import { StoreUnavailable } from '../ports/pending-store.js';
import type { Engine } from './engine.js';

/**
 * Asks the pending store for what a sign-in does not depend on: when it does not answer that is told, and nothing has come of
 * it: `undefined`.
 */
export async function unlessDown<Value>(
  engine: Pick<Engine<unknown>, 'tell'>,
  step: () => Promise<Value>,
): Promise<Value | undefined> {
  try {
    return await step();
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
    engine.tell({ type: 'countersign.unavailable', part: 'store', reason: error.reason });
    return undefined;
  }
}
