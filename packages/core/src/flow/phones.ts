import { PhoneNumber } from '../phone-number.js';
import type { Factor } from '../ports/factor.js';
import type { PendingSignIn } from '../ports/pending-sign-in.js';
import type { SignInToken } from '../sign-in-token.js';
import type { Engine } from './engine.js';
import { openEnrolment } from './enrolment.js';
import { openFactor } from './factors.js';

/** Opens a factor's number. @throws UnknownSecret */
export function phoneOfFactor<User>(engine: Engine<User>, factor: Factor): PhoneNumber {
  return new PhoneNumber(openFactor(engine, factor));
}

/** Opens the number that a sign-in enrols. @throws UnknownSecret */
export function phoneOfEnrolment<User>(engine: Engine<User>, signIn: PendingSignIn, token: SignInToken): PhoneNumber {
  return new PhoneNumber(openEnrolment(engine, signIn, token));
}
