import type { Caller } from '../caller.js';
import { FIRST_CHANNEL } from '../channels.js';
import { SecondFactorError } from '../errors.js';
import { type Country, parsePhone } from '../parse-phone.js';
import type { SignInToken } from '../sign-in-token.js';
import type { SecondFactorState } from '../state.js';
import { admit } from './admission.js';
import type { Engine } from './engine.js';
import { refuseEnrolled, refuseUnbound, sealEnrolment } from './enrolment.js';
import { issue } from './issue.js';
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
  refuseUnbound(engine, signIn, FIRST_CHANNEL);
  const phone = parsePhone(request.phone, country(engine, request.country), engine.options.countries);
  refuseEnrolled(signIn, await admit(engine, signIn.subject));
  const sealed = sealEnrolment(engine, phone.reveal(), signIn, token);
  const target = targetOf(phone, { factorId: null, sealed });
  return issue(engine, token, signIn, { phone, target, address: request.address });
}

function country<User>({ options }: Engine<User>, asked: string | null | undefined): Country | undefined {
  // JSON clients say null for what they leave out.
  if (!asked) return undefined;
  const found = options.countries.find((allowed) => allowed === asked.toUpperCase());
  if (!found) throw new SecondFactorError('phone_not_allowed');
  return found;
}
