import type { SecondFactorError } from '../errors.js';
import type { PhoneNumber } from '../phone-number.js';
import type { CodeTarget, IssueOutcome, PendingSignIn, SendQuota } from '../ports/pending-store.js';
import type { SignInToken } from '../sign-in-token.js';
import type { SecondFactorState } from '../state.js';
import { chargeSend, quotasOf } from './charge-send.js';
import { deliver, undelivered } from './deliver.js';
import { describeSignIn } from './describe.js';
import type { Engine } from './engine.js';
import { methodsFor } from './methods.js';
import { prepareCode } from './prepare-code.js';
import { expired, locked, refusal } from './refusals.js';

/** Where the next code of a sign-in goes, and for whose asking. */
export interface Destination {
  readonly phone: PhoneNumber;
  readonly target: CodeTarget;
  readonly address: string | undefined;
}

/**
 * Sends a new code for a sign-in that is open: charged and stored in one round trip, then handed to the sender. The old code
 * is dead from that step on (R05).
 * @throws SecondFactorError `sign_in_expired`, `second_factor_locked`, `resend_too_soon`, `too_many_codes`,
 *   `code_not_sent` (surely or perhaps; the code lives, should it arrive after all).
 */
export async function issue<User>(
  engine: Engine<User>,
  token: SignInToken,
  signIn: PendingSignIn,
  { phone, target, address }: Destination,
): Promise<SecondFactorState> {
  const { subject, purpose } = signIn;
  const previousReference = signIn.code?.reference;
  const { code, stored } = prepareCode(engine, { token, subject, purpose, target, previousReference });
  const quotas = mayGoOut(engine, signIn) ? quotasOf(engine, { phone, purpose, address }) : [];
  const [outcome, wait] = await Promise.all([
    engine.options.pending.issue(token.key, stored, engine.limits),
    quotas.length > 0 ? chargeSend(engine, quotas) : undefined,
  ]);
  if (outcome.status !== 'issued') throw await notIssued(engine, outcome, wait === undefined ? quotas : []);
  const issued = { token, signIn: outcome.signIn, code, phone };
  if (wait !== undefined) throw tooMany(engine, await undelivered(engine, issued), wait);
  const sent = await deliver(engine, issued);
  if (sent.code?.delivery === 'accepted') return describeSignIn(engine, sent);
  throw refusal(engine, 'code_not_sent', sent, { methods: methodsFor(engine, sent) });
}

/** Whether the store will say more than "not yet": a send that it refuses anyway must cost nobody else's quota. */
function mayGoOut<User>({ limits }: Engine<User>, { resendInSeconds, sends }: PendingSignIn): boolean {
  return resendInSeconds === 0 && sends < limits.maxSends;
}

async function notIssued<User>(
  engine: Engine<User>,
  outcome: Exclude<IssueOutcome, { status: 'issued' }>,
  charged: readonly SendQuota[],
): Promise<SecondFactorError> {
  // Another request was quicker: no provider is asked, so its charge is taken back. One that cannot be just runs out.
  if (charged.length > 0) await engine.options.pending.refund(charged).catch(() => undefined);
  if (outcome.status === 'gone') return expired();
  const { status, signIn, retryAfterSeconds } = outcome;
  if (status === 'locked') return locked(engine, signIn, retryAfterSeconds);
  if (status === 'too_soon') return refusal(engine, 'resend_too_soon', signIn, { retryAfterSeconds });
  return tooMany(engine, signIn, retryAfterSeconds);
}

function tooMany<User>(engine: Engine<User>, signIn: PendingSignIn, retryAfterSeconds: number): SecondFactorError {
  return refusal(engine, 'too_many_codes', signIn, { retryAfterSeconds });
}
