import type { Caller } from '../caller.js';
import { SecondFactorError } from '../errors.js';
import { type Country, parsePhone } from '../parse-phone.js';
import type { Posture } from '../ports/factor-store.js';
import type { SignInToken } from '../sign-in-token.js';
import type { SecondFactorState } from '../state.js';
import { admit, isEnrolled } from './admission.js';
import type { Engine } from './engine.js';
import { issue } from './issue.js';
import { sealForEnrolment } from './phones.js';
import { targetOf } from './prepare-code.js';
import { readSignIn } from './read-sign-in.js';

/** A number as it was typed. */
export interface PhoneRequest extends Caller {
  readonly phone: string;
  /** The country of a national spelling, ISO 3166-1 alpha-2. */
  readonly country?: string | undefined;
}

/**
 * Sends a code to the number that a subject without any factor registers. The number is kept sealed under the sign-in and
 * becomes a factor only when the code comes back (R33, R36).
 */
export async function enrolPhone<User>(
  engine: Engine<User>,
  token: SignInToken,
  request: PhoneRequest,
): Promise<SecondFactorState> {
  const signIn = await readSignIn(engine, token);
  if (signIn.purpose !== 'enrol') throw new SecondFactorError('enrolment_not_allowed');
  const phone = parsePhone(request.phone, country(engine, request.country), engine.options.countries);
  refuseEnrolled(await admit(engine, signIn.subject));
  const sealedPhone = sealForEnrolment(engine, phone, signIn, token);
  const target = targetOf(engine, phone, { factorId: null, sealedPhone });
  return issue(engine, token, signIn, { phone, target, address: request.address });
}

/**
 * No text goes to an unproved number once there is a factor, as when another browser was quicker (R22, R33).
 * @throws SecondFactorError `enrolment_not_allowed`
 */
export function refuseEnrolled(posture: Posture): void {
  if (isEnrolled(posture)) throw new SecondFactorError('enrolment_not_allowed');
}

function country<User>({ options }: Engine<User>, asked: string | null | undefined): Country | undefined {
  // JSON clients say null for what they leave out.
  if (!asked) return undefined;
  const found = options.countries.find((allowed) => allowed === asked.toUpperCase());
  if (!found) throw new SecondFactorError('phone_not_allowed');
  return found;
}
