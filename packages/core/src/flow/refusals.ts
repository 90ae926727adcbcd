import { methodOf } from '../channels.js';
import { SecondFactorError, type SecondFactorErrorCode, type SecondFactorErrorData } from '../errors.js';
import type { PendingSignIn } from '../ports/pending-sign-in.js';
import type { Locked, Waiting } from '../ports/pending-store.js';
import type { SignInToken } from '../sign-in-token.js';
import { describeSignIn } from './describe.js';
import type { Engine } from './engine.js';

/** One answer for every sign-in that is not there: unknown, expired, used, spent, cancelled, somebody else's (R20). */
export function expired(): SecondFactorError {
  return new SecondFactorError('sign_in_expired');
}

/**
 * The subject's second step is locked, or it must wait; nothing was evaluated or sent. Who has only to wait is told where the
 * sign-in stands.
 */
export function locked<User>(
  engine: Engine<User>,
  { status, retryAfterSeconds }: Locked | Waiting,
  { subject }: Pick<PendingSignIn, 'subject'>,
  signIn?: PendingSignIn,
): SecondFactorError {
  engine.tell({ type: 'countersign.lock.refused', subject, because: status, retryAfterSeconds });
  const state = status === 'waiting' && signIn ? describeSignIn(engine, signIn) : undefined;
  return new SecondFactorError('second_factor_locked', { retryAfterSeconds }, state);
}

/** A refusal of a sign-in that lives on: its holder is told where it stands. */
export function refusal<User>(
  engine: Engine<User>,
  code: SecondFactorErrorCode,
  signIn: PendingSignIn,
  data: SecondFactorErrorData = {},
): SecondFactorError {
  return new SecondFactorError(code, data, describeSignIn(engine, signIn));
}

type Told = Pick<PendingSignIn, 'subject' | 'purpose' | 'target' | 'methods'>;

/** What every event of a sign-in says. */
export function eventOf(signIn: Told, token: SignInToken) {
  const { subject, purpose } = signIn;
  return { subject, purpose, method: methodOf(signIn), signIn: token.correlationId } as const;
}
