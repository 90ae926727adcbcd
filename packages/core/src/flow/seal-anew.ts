import type { Factor } from '../ports/factor.js';
import { resealOf } from '../reseal.js';
import type { Engine } from './engine.js';
import { reasonOf } from './guarded.js';

/**
 * Has a factor that was proved, and is sealed under an older secret, sealed anew under the newest one (R62). Nobody waits for it,
 * and where it fails the next proof tries again.
 */
export function sealAnew<User>(engine: Engine<User>, factor: Factor): void {
  if (engine.keys.isNewest(factor.sealed)) return;
  const { subject, id: factorId } = factor;
  const failed = (error: unknown) =>
    engine.tell({ type: 'countersign.factor.not_resealed', subject, factorId, reason: reasonOf(error) });
  move(engine, factor).catch(failed);
}

async function move<User>({ keys, options }: Engine<User>, factor: Factor): Promise<void> {
  const anew = resealOf(keys, factor);
  // What cannot be opened was not proved either.
  if (anew) await options.factors.reseal([anew]);
}
