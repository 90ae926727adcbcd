import type { PendingSignIn } from '../ports/pending-sign-in.js';
import { isUnproved } from '../purpose.js';
import type { TotpState } from '../state.js';
import type { Engine } from './engine.js';
import { totpOfEnrolment } from './totp-enrolment.js';

/** What an authenticator app needs: only while it is being enrolled, and to the holder of that sign-in alone (R65). */
export function describeTotp<User>(engine: Engine<User>, signIn: PendingSignIn): TotpState | undefined {
  const { token, options } = engine;
  if (!token || !isUnproved(signIn.purpose) || signIn.target?.method !== 'totp') return undefined;
  const { secret, account } = totpOfEnrolment(engine, signIn, token);
  return { secret: secret.reveal(), uri: secret.uri(options.issuer, account) };
}
