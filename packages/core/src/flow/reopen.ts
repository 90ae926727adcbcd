import type { NewSignIn, PendingSignIn } from '../ports/pending-sign-in.js';
import { SignInToken } from '../sign-in-token.js';
import { admit } from './admission.js';
import { ofSignIn } from './called-by.js';
import { refusing, reload } from './complete.js';
import { decide } from './decide.js';
import { describeSignIn } from './describe.js';
import { type Engine, limitsFor } from './engine.js';
import { methodsToBind } from './methods.js';
import { BINDING_LEDGER } from './recovery-ledgers.js';
import { eventOf, locked } from './refusals.js';
import type { Reopened } from './reopened.js';

/**
 * Opens the sign-in that follows a right recovery code, in which nothing can be done but to bind a factor (R60). What the one
 * before stands on is looked up again, as it is now (R46).
 */
export async function reopen<User>(engine: Engine<User>, token: SignInToken, signIn: PendingSignIn): Promise<Reopened> {
  const { subject } = signIn;
  const refuse = refusing(engine, token, signIn);
  const user = await reload(engine, signIn, refuse);
  const { epoch } = await admit(engine, subject);
  if (epoch !== signIn.epoch) throw refuse('factors_changed');
  const methods = methodsToBind(engine, await decide(engine, user));
  return open(engine, { ...signIn, methods });
}

async function open<User>(
  outer: Engine<User>,
  { subject, epoch, credential, methods, amr, returnTo }: PendingSignIn,
): Promise<Reopened> {
  const { options, keys } = outer;
  const next = SignInToken.draw(keys.subjectTag(subject), options.random, BINDING_LEDGER);
  const engine = ofSignIn(outer, next);
  const ground = { subject, epoch, credential, methods, amr, returnTo, expiresInSeconds: options.signInTtlSeconds };
  const signIn: NewSignIn = { ...ground, purpose: 'enrol', after: 'recovery' };
  const outcome = await options.pending.open(next.key, signIn, limitsFor(engine, next.key));
  if (outcome.status === 'locked' || outcome.status === 'waiting') throw locked(outer, outcome, signIn);
  engine.tell({ type: 'countersign.sign-in.opened', ...eventOf(outcome.signIn, next) });
  return { status: 'pending', token: next, state: describeSignIn(engine, outcome.signIn) };
}
