import { channelOf, isChannel, methodOf } from '../channels.js';
import { maskPhone } from '../phone-number.js';
import type { PendingSignIn } from '../ports/pending-sign-in.js';
import { isUnproved } from '../purpose.js';
import type { CodeState, SecondFactorState } from '../state.js';
import { describeTotp } from './describe-totp.js';
import type { Engine } from './engine.js';
import { methodsFor } from './methods.js';

/** The state of a pending sign-in, as its holder may see it. */
export function describeSignIn<User>(engine: Engine<User>, signIn: PendingSignIn): SecondFactorState {
  const { purpose, target } = signIn;
  const totp = describeTotp(engine, signIn);
  return {
    status: statusOf(signIn),
    purpose,
    methods: methodsFor(engine, signIn),
    method: isUnproved(purpose) ? (target?.method ?? null) : methodOf(signIn),
    phone: target && isChannel(target.method) ? maskPhone(target.lastDigits) : null,
    code: describeCode(engine, signIn),
    ...(totp && { totp }),
    ...(signIn.after && { after: signIn.after }),
    ...(signIn.uncounted && { uncounted: true as const }),
    ...(isTrustable(engine, signIn) && { trustable: true as const }),
    ...(isUnproved(purpose) && { notices: ['sms_restricted'] as const }),
    ...(!signIn.code && signIn.resendInSeconds > 0 && { retryAfterSeconds: signIn.resendInSeconds }),
  };
}

/** Of a first-hand log-in, where options and policy let devices be trusted; nothing is granted by it (R54). */
function isTrustable<User>({ options }: Engine<User>, { purpose, uncounted, untrusted }: PendingSignIn): boolean {
  return Boolean(options.trustedDevices) && purpose === 'sign-in' && !uncounted && !untrusted;
}

/** Until a number or secret is there to be proved, what is to be bound must be chosen. */
function statusOf(signIn: PendingSignIn): SecondFactorState['status'] {
  if (isUnproved(signIn.purpose) && signIn.target === null) return 'enrolment_required';
  return methodOf(signIn) === 'passkey' ? 'method_required' : 'code_required';
}

/** The state of a session that has nothing to prove. */
export const SIGNED_IN: SecondFactorState = {
  status: 'signed_in',
  purpose: null,
  methods: [],
  method: null,
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
