import type { CodeTarget, PendingSignIn } from '../ports/pending-sign-in.js';
import type { SignInToken } from '../sign-in-token.js';
import type { SecondFactorState } from '../state.js';
import { TotpSecret } from '../totp.js';
import { admit } from './admission.js';
import { describeSignIn } from './describe.js';
import type { Engine } from './engine.js';
import { refuseEnrolled, refuseUnbound, sealEnrolment } from './enrolment.js';
import { loadUser } from './load-user.js';
import { readSignIn } from './read-sign-in.js';
import { expired } from './refusals.js';

/**
 * Draws the secret of an authenticator app (R61). It is kept sealed under the sign-in and becomes a factor only when a code of
 * it comes back (R35). Asked for again, it is the same one: a page that is loaded anew shows what was scanned.
 * @throws SecondFactorError `enrolment_not_allowed`
 */
export async function enrolTotp<User>(engine: Engine<User>, token: SignInToken): Promise<SecondFactorState> {
  const signIn = await readSignIn(engine, token);
  refuseUnbound(engine, signIn, 'totp');
  refuseEnrolled(signIn, await admit(engine, signIn.subject));
  if (signIn.target?.method === 'totp') return describeSignIn(engine, signIn);
  const aimed = await engine.options.pending.aim(token.key, await targetOf(engine, signIn, token));
  if (aimed.status === 'gone') throw expired();
  return describeSignIn(engine, aimed.signIn);
}

async function targetOf<User>(engine: Engine<User>, signIn: PendingSignIn, token: SignInToken): Promise<CodeTarget> {
  const { options } = engine;
  const user = await loadUser(engine, signIn.subject);
  if (user === null) throw expired();
  const account = options.subject.label?.(user) ?? signIn.subject;
  const text = JSON.stringify([TotpSecret.draw(options.random).reveal(), account]);
  const sealed = sealEnrolment(engine, text, signIn, token);
  return { method: 'totp', factorId: null, lastDigits: '', sealed };
}
