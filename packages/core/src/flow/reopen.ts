import type { PendingSignIn } from '../ports/pending-sign-in.js';
import type { SignInToken } from '../sign-in-token.js';
import { admit } from './admission.js';
import { refusing, reload } from './complete.js';
import { decide } from './decide.js';
import type { Engine } from './engine.js';
import { methodsToBind } from './methods.js';
import { openBinding } from './open-binding.js';
import { BINDING_LEDGER } from './recovery-ledgers.js';
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
  return openBinding(engine, signIn, { methods, after: 'recovery', ledger: BINDING_LEDGER });
}
