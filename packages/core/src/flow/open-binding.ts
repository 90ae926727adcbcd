import type { NewSignIn, PendingSignIn } from '../ports/pending-sign-in.js';
import { SignInToken } from '../sign-in-token.js';
import { ofSignIn } from './called-by.js';
import { describeSignIn } from './describe.js';
import { type Engine, limitsFor } from './engine.js';
import { eventOf, locked } from './refusals.js';
import type { Reopened } from './reopened.js';

/** What lets a factor be bound, and under which name the failures are counted that are made meanwhile. */
interface Binding extends Required<Pick<NewSignIn, 'methods' | 'after'>> {
  readonly ledger: string | undefined;
}

/** Opens the sign-in that follows a right answer which signs nobody in: nothing can be done in it but to bind a factor. */
export async function openBinding<User>(
  outer: Engine<User>,
  { subject, epoch, credential, amr, firstFactorAt, returnTo }: PendingSignIn,
  { methods, after, ledger }: Binding,
): Promise<Reopened> {
  const { options, keys } = outer;
  const next = SignInToken.draw(keys.subjectTag(subject), options.random, ledger);
  const engine = ofSignIn(outer, next);
  const ground = { subject, epoch, credential, amr, firstFactorAt, returnTo, methods, after };
  const signIn: NewSignIn = { ...ground, purpose: 'enrol', expiresInSeconds: options.signInTtlSeconds };
  const outcome = await options.pending.open(next.key, signIn, limitsFor(engine, next.key));
  if (outcome.status === 'locked' || outcome.status === 'waiting') throw locked(outer, outcome, signIn);
  engine.tell({ type: 'countersign.sign-in.opened', ...eventOf(outcome.signIn, next) });
  return { status: 'pending', token: next, state: describeSignIn(engine, outcome.signIn) };
}
