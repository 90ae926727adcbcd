import type { Caller } from '../caller.js';
import { isChannel } from '../channels.js';
import { SecondFactorError } from '../errors.js';
import type { PendingSignIn } from '../ports/pending-sign-in.js';
import { type Channel, isUnproved } from '../purpose.js';
import type { SignInToken } from '../sign-in-token.js';
import type { SecondFactorState } from '../state.js';
import { admit } from './admission.js';
import type { Engine } from './engine.js';
import { refuseEnrolled } from './enrolment.js';
import { firstPhone, usableFactors } from './factors.js';
import { type Destination, issue } from './issue.js';
import { channelFor, methodsFor } from './methods.js';
import { phoneOfEnrolment, phoneOfFactor } from './phones.js';
import { targetOf } from './prepare-code.js';
import { readSignIn } from './read-sign-in.js';
import { expired, refusal } from './refusals.js';

/** What may be said of where a code goes, and how: an own, confirmed factor; never a number (R22). */
export interface SendRequest extends Caller {
  /** One of the sender's channels. @defaultValue the live code's; without one `sms` */
  readonly channel?: Channel | undefined;
  /** Another confirmed factor of the same subject. Ignored by no one: an unknown one is refused. */
  readonly factorId?: string | undefined;
}

type Where = Omit<Destination, 'address'>;

/** Sends, or sends again, the code of an open sign-in. */
export async function sendCode<User>(
  engine: Engine<User>,
  token: SignInToken,
  request: SendRequest,
): Promise<SecondFactorState> {
  const signIn = await readSignIn(engine, token);
  const posture = await admit(engine, signIn.subject);
  if (!isUnproved(signIn.purpose) && !methodsFor(engine, signIn).some(isChannel)) throw notByCode();
  const channel = channelFor(engine, signIn, request.channel);
  const enrolling = isUnproved(signIn.purpose);
  if (enrolling) refuseEnrolled(signIn, posture);
  const where = enrolling ? enrolment(engine, signIn, token) : await factor(engine, signIn, request.factorId, channel);
  return issue(engine, token, signIn, { ...where, address: request.address });
}

/** As a sign-in for recovery codes alone, or one whose policy counts no phone. */
function notByCode(): SecondFactorError {
  return new SecondFactorError('bad_request', { details: ['channel: is not one that codes can be sent by'] });
}

function enrolment<User>(engine: Engine<User>, signIn: PendingSignIn, token: SignInToken): Where {
  if (!signIn.target || !isChannel(signIn.target.method)) throw refusal(engine, 'code_not_requested', signIn);
  return { phone: phoneOfEnrolment(engine, signIn, token), target: signIn.target };
}

async function factor<User>(
  engine: Engine<User>,
  signIn: PendingSignIn,
  asked: string | undefined,
  channel: Channel,
): Promise<Where> {
  const phones = (await usableFactors(engine, signIn.subject)).filter(({ kind }) => kind === 'phone');
  const wanted = asked ?? phones.find(({ id }) => id === signIn.target?.factorId)?.id ?? firstPhone(phones)?.id;
  const found = phones.find(({ id }) => id === wanted);
  if (!found && !asked) throw expired();
  if (!found) throw new SecondFactorError('bad_request', { details: ['factorId: is not one of your factors'] });
  const phone = phoneOfFactor(engine, found);
  return { phone, target: targetOf(phone, { factorId: found.id, sealed: null }, channel) };
}
