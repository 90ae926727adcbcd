import { channelOf } from '../channels.js';
import { maskPhone } from '../phone-number.js';
import type { PendingSignIn } from '../ports/pending-sign-in.js';
import type { CodeState, SecondFactorState } from '../state.js';
import type { Engine } from './engine.js';
import { methodsFor } from './methods.js';

/** The state of a pending sign-in, as its holder may see it. */
export function describeSignIn<User>(engine: Engine<User>, signIn: PendingSignIn): SecondFactorState {
  const enrolling = signIn.purpose === 'enrol' && signIn.target === null;
  return {
    status: enrolling ? 'enrolment_required' : 'code_required',
    purpose: signIn.purpose,
    methods: methodsFor(engine, signIn),
    phone: signIn.target && maskPhone(signIn.target.lastDigits),
    code: describeCode(engine, signIn),
    ...(!signIn.code && signIn.resendInSeconds > 0 && { retryAfterSeconds: signIn.resendInSeconds }),
  };
}

/** The state of a session that must take the second step and has not opened it yet. */
export function describeUnopened<User>(engine: Engine<User>, enrolled: boolean): SecondFactorState {
  const purpose = enrolled ? 'sign-in' : 'enrol';
  return {
    status: enrolled ? 'code_required' : 'enrolment_required',
    purpose,
    methods: methodsFor(engine, { purpose }),
    phone: null,
    code: null,
  };
}

/** The state of a session that has nothing to prove. */
export const SIGNED_IN: SecondFactorState = {
  status: 'signed_in',
  purpose: null,
  methods: [],
  phone: null,
  code: null,
};

function describeCode<User>({ options }: Engine<User>, signIn: PendingSignIn): CodeState | null {
  if (!signIn.code) return null;
  return {
    sentAt: new Date(signIn.code.sentAt).toISOString(),
    expiresInSeconds: signIn.code.expiresInSeconds,
    resendInSeconds: signIn.resendInSeconds,
    answerInSeconds: signIn.answerInSeconds,
    length: options.codeLength,
    attemptsLeft: Math.max(0, options.maxTries - signIn.tries),
    sendsLeft: Math.max(0, options.maxSends - signIn.sends),
    reference: signIn.code.reference,
    channel: channelOf(signIn),
    delivery: signIn.code.delivery,
    failure: signIn.code.failure,
  };
}
