import { SecondFactorError } from '../errors.js';
import type { Posture } from '../ports/factor-store.js';
import type { PendingSignIn } from '../ports/pending-sign-in.js';
import { isUnproved, type Method } from '../purpose.js';
import type { SignInToken } from '../sign-in-token.js';
import { isEnrolled } from './admission.js';
import type { Engine } from './engine.js';
import { UnknownSecret } from './factors.js';
import { methodsFor } from './methods.js';

/** Seals what is being enrolled: it opens for this subject and token only (R36). */
export function sealEnrolment<User>(
  { keys }: Engine<User>,
  text: string,
  { subject }: Pick<PendingSignIn, 'subject'>,
  token: SignInToken,
): string {
  return keys.seal(text, ['enrolment', subject, token.key.id]);
}

/** Opens what a sign-in enrols. @throws UnknownSecret when no current secret opens it. */
export function openEnrolment<User>(
  { keys }: Engine<User>,
  { subject, target }: Pick<PendingSignIn, 'subject' | 'target'>,
  token: SignInToken,
): string {
  const text = keys.openSealed(target?.sealed ?? '', ['enrolment', subject, token.key.id]);
  if (text === undefined) throw new UnknownSecret('What is being enrolled cannot be opened');
  return text;
}

/**
 * Refuses a sign-in that binds nothing, or nothing of this method (R33).
 * @throws SecondFactorError `enrolment_not_allowed`
 */
export function refuseUnbound<User>(
  engine: Engine<User>,
  signIn: Pick<PendingSignIn, 'purpose' | 'methods'>,
  method: Method,
): void {
  const binds = isUnproved(signIn.purpose) && methodsFor(engine, signIn).includes(method);
  if (!binds) throw new SecondFactorError('enrolment_not_allowed');
}

/**
 * A first enrolment ends where there is a factor, as when another browser was quicker; any other, as the one that a recovery
 * code or an uncounted factor leads to, where the factors have changed since it was opened (R22, R33, R36, R60).
 * @throws SecondFactorError `enrolment_not_allowed`
 */
export function refuseEnrolled(
  { purpose, epoch, after }: Pick<PendingSignIn, 'purpose' | 'epoch' | 'after'>,
  posture: Posture,
): void {
  const isFirst = purpose === 'enrol' && after === undefined;
  const ended = isFirst ? isEnrolled(posture) : posture.epoch !== epoch;
  if (ended) throw new SecondFactorError('enrolment_not_allowed');
}
