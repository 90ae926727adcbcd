import { type Factor, isSecondStep } from '../ports/factor.js';
import type { PendingSignIn } from '../ports/pending-sign-in.js';
import type { Engine } from './engine.js';

/**
 * The factors of its subject's whose place the new one takes, of a sign-in that binds one: the one that is changed, or all that
 * the policy does not count. Those go because they are of no use while it stands, and would be a way in again as soon as it
 * cannot be read. Recovery codes stay. What goes after a recovery code, which is everything (R60), is not told one by one.
 */
export async function outgoing<User>(
  { options }: Engine<User>,
  { subject, replaces, after }: PendingSignIn,
): Promise<readonly Factor[]> {
  if (after !== 'uncounted' && replaces === undefined) return [];
  const own = await options.factors.factors(subject);
  return own.filter(({ id, kind }) => (after === 'uncounted' ? isSecondStep(kind) : id === replaces));
}
