import type { PendingSignIn } from '../ports/pending-sign-in.js';
import type { SignInToken } from '../sign-in-token.js';
import { TotpSecret } from '../totp.js';
import type { Engine } from './engine.js';
import { openEnrolment } from './enrolment.js';

/** The authenticator app that a sign-in enrols. @throws UnknownSecret */
export function totpOfEnrolment<User>(
  engine: Engine<User>,
  signIn: Pick<PendingSignIn, 'subject' | 'target'>,
  token: SignInToken,
): { readonly secret: TotpSecret; readonly account: string } {
  const [secret, account] = JSON.parse(openEnrolment(engine, signIn, token)) as [string, string];
  return { secret: new TotpSecret(secret), account };
}
