import { SecondFactorError } from '../errors.js';
import type { Engine } from './engine.js';

/** A refusal for what outlives the pending store, with the answer of any other lock; `null` where no time mends it. */
export function barred<User>(
  engine: Engine<User>,
  subject: string,
  because: 'password_suspected' | 'factor_disabled' | 'no_method',
  retryAfterSeconds: number | null,
): SecondFactorError {
  engine.tell({ type: 'countersign.lock.refused', subject, because, retryAfterSeconds });
  return new SecondFactorError('second_factor_locked', retryAfterSeconds === null ? {} : { retryAfterSeconds });
}
