import type { SecondFactorError } from '../errors.js';
import type { PhoneNumber } from '../phone-number.js';
import type { CodeTarget, PendingSignIn } from '../ports/pending-sign-in.js';
import type { IssueOutcome } from '../ports/pending-store.js';
import { isUnproved } from '../purpose.js';
import type { SignInToken } from '../sign-in-token.js';
import type { SecondFactorState } from '../state.js';
import { deliver } from './deliver.js';
import { describeSignIn } from './describe.js';
import { type Engine, limitsFor } from './engine.js';
import { methodsFor } from './methods.js';
import { prepareCode } from './prepare-code.js';
import { expired, locked, refusal } from './refusals.js';
import { quotasOf, tellFull, watchCounts } from './send-charges.js';

/** Where the next code of a sign-in goes, and for whose asking. */
export interface Destination {
  readonly phone: PhoneNumber;
  readonly target: CodeTarget;
  readonly address: string | undefined;
}

/**
 * Sends a new code for a sign-in that is open: charged and stored in one step, then handed to the sender. The old code is
 * dead from that step on (R05).
 * @throws SecondFactorError `sign_in_expired`, `second_factor_locked`, `resend_too_soon`, `too_many_codes`,
 *   `phone_not_allowed` (a number to be registered that the host's check has blocked), `code_not_sent` (surely or perhaps;
 *   the code lives, should it arrive after all).
 */
export async function issue<User>(
  engine: Engine<User>,
  token: SignInToken,
  signIn: PendingSignIn,
  { phone, target, address }: Destination,
): Promise<SecondFactorState> {
  const { subject, purpose } = signIn;
  const previousReference = signIn.code?.reference;
  const quotas = quotasOf(engine, { token, phone, purpose, address });
  const { code, stored } = prepareCode(engine, { token, subject, purpose, target, phone, quotas, previousReference });
  const outcome = await engine.options.pending.issue(token.key, stored, limitsFor(engine, token.key));
  if (outcome.status !== 'issued') throw notIssued(engine, outcome);
  watchCounts(engine, quotas, outcome.counts);
  const sent = await deliver(engine, { token, signIn: outcome.signIn, code, phone, quotas });
  if (sent.code?.delivery === 'accepted') return describeSignIn(engine, sent);
  if (sent.code?.failure === 'number_blocked' && isUnproved(purpose)) throw refusal(engine, 'phone_not_allowed', sent);
  throw refusal(engine, 'code_not_sent', sent, { methods: methodsFor(engine, sent) });
}

function notIssued<User>(
  engine: Engine<User>,
  outcome: Exclude<IssueOutcome, { status: 'issued' }>,
): SecondFactorError {
  if (outcome.status === 'gone') return expired();
  if (outcome.status === 'locked' || outcome.status === 'waiting') {
    return locked(engine, outcome, outcome.signIn, outcome.signIn);
  }
  const { status, signIn, retryAfterSeconds } = outcome;
  if (status === 'full') tellFull(engine, outcome.quota);
  return refusal(engine, status === 'too_soon' ? 'resend_too_soon' : 'too_many_codes', signIn, { retryAfterSeconds });
}
