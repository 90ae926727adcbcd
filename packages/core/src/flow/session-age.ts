import type { Assurance } from '../assurance.js';
import { SecondFactorError } from '../errors.js';
import type { Engine } from './engine.js';
import type { Opening } from './opening.js';

/** Whether a session has come to its end: then nothing that it has proved counts, and both steps are due again (R50). */
export function isOver<User>(
  { options }: Engine<User>,
  { firstFactorAt, verifiedAt }: Pick<Assurance, 'firstFactorAt' | 'verifiedAt'>,
): boolean {
  const began = firstFactorAt ?? verifiedAt;
  return began !== null && options.clock.now() - began > options.sessionMaxAgeSeconds * 1_000;
}

/**
 * A session that is over opens no second step: its first one is due first (R50).
 * @throws SecondFactorError `sign_in_expired`
 */
export function refuseOver<User>(engine: Engine<User>, { firstFactorAt }: Pick<Opening, 'firstFactorAt'>): void {
  if (typeof firstFactorAt !== 'number') return;
  if (isOver(engine, { firstFactorAt, verifiedAt: null })) throw new SecondFactorError('sign_in_expired');
}
