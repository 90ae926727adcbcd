import type { PendingSignIn } from '../ports/pending-sign-in.js';
import { SignInToken } from '../sign-in-token.js';
import type { Engine } from './engine.js';
import { expired } from './refusals.js';

/** Reads the token that a client sent. @throws SecondFactorError `sign_in_expired` */
export function parseToken(text: unknown): SignInToken {
  const token = SignInToken.parse(text);
  if (!token) throw expired();
  return token;
}

/** The live sign-in of a token. @throws SecondFactorError `sign_in_expired` */
export async function readSignIn<User>(engine: Engine<User>, token: SignInToken): Promise<PendingSignIn> {
  const outcome = await engine.options.pending.read(token.key);
  if (outcome.status === 'gone') throw expired();
  return outcome.signIn;
}
