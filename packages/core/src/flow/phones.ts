import { PhoneNumber } from '../phone-number.js';
import type { PhoneFactor } from '../ports/factor-store.js';
import type { PendingSignIn } from '../ports/pending-sign-in.js';
import type { SignInToken } from '../sign-in-token.js';
import type { Engine } from './engine.js';

const FACTOR = 'factor';
const ENROLMENT = 'enrolment';

/** The subject's phones that codes may go to, oldest first: none that is disabled (R14). */
export async function usablePhones<User>({ options }: Engine<User>, subject: string): Promise<readonly PhoneFactor[]> {
  return (await options.factors.phones(subject)).filter(({ disabledAt }) => disabledAt === null);
}

/** Seals a confirmed number for its row: it opens for this subject only (R62, R77). */
export function sealForFactor<User>({ keys }: Engine<User>, phone: PhoneNumber, subject: string): string {
  return keys.seal(phone.reveal(), [FACTOR, subject]);
}

/** Seals a number being enrolled for its sign-in: it opens for this subject and token only. */
export function sealForEnrolment<User>(
  { keys }: Engine<User>,
  phone: PhoneNumber,
  { subject }: Pick<PendingSignIn, 'subject'>,
  token: SignInToken,
): string {
  return keys.seal(phone.reveal(), [ENROLMENT, subject, token.key.id]);
}

/** Opens a factor's number. @throws Error when no current secret opens it: the secret it was sealed under is gone. */
export function phoneOfFactor<User>({ keys }: Engine<User>, factor: PhoneFactor): PhoneNumber {
  return opened(keys.openSealed(factor.sealedPhone, [FACTOR, factor.subject]));
}

/** Opens the number that a sign-in enrols. @throws Error as above. */
export function phoneOfEnrolment<User>({ keys }: Engine<User>, signIn: PendingSignIn, token: SignInToken): PhoneNumber {
  const sealed = signIn.target?.sealedPhone ?? '';
  return opened(keys.openSealed(sealed, [ENROLMENT, signIn.subject, token.key.id]));
}

/** The secret that a number was sealed under is not among the current ones: for the event's reason. */
class UnknownSecret extends Error {
  override readonly name = 'UnknownSecret';
}

function opened(e164: string | undefined): PhoneNumber {
  if (e164 === undefined) throw new UnknownSecret('A sealed number cannot be opened');
  return new PhoneNumber(e164);
}
