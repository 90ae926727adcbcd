import type { CodeSender, SendOutcome } from '../ports/code-sender.js';
import type { LiveCode } from '../ports/pending-sign-in.js';
import type { RepeatOutcome } from '../ports/pending-store.js';
import { isRepeatable } from '../repeatable.js';
import { CURABLE } from '../sending/curable.js';
import { type Engine, limitsFor } from './engine.js';
import { guarded } from './guarded.js';
import { handOver, tellNotSent } from './hand-over.js';
import { type Issued, messageOf } from './issued-code.js';
import { writeReceiptFor } from './receipt-for.js';
import { eventOf } from './refusals.js';
import { tellFull, watchCounts } from './send-charges.js';

type Accepted = Extract<SendOutcome, { status: 'accepted' }>;
type TakeOver = CodeSender['send'];

/**
 * Waits for the receipt of a message that was taken, where the host wants that and another sender could take over: when none
 * says in time that it has arrived, the same code goes out by that one (R85). Nobody waits for it, and it keeps no process
 * alive: with the process the wait is gone, and the person asks for another code.
 */
export function awaitReceipt<User>(engine: Engine<User>, issued: Issued, { takeOver }: Accepted): void {
  const { resendWithoutReceiptSeconds: seconds } = engine.options;
  const { token, signIn } = issued;
  if (seconds === undefined || !takeOver || !signIn.code) return;
  const name = writeReceiptFor(token.key, signIn.code.reference, signIn.sends);
  const again = () => guarded(engine, () => resend(engine, issued, takeOver)).catch(() => undefined);
  engine.receipts.wait(name, seconds * 1_000, () => void again());
}

async function resend<User>(engine: Engine<User>, issued: Issued, takeOver: TakeOver): Promise<void> {
  const { token, signIn, quotas } = issued;
  const { reference = '' } = signIn.code ?? {};
  const repeated = { reference, send: signIn.sends, quotas, curable: CURABLE };
  const { pending } = engine.options;
  // Read first: on a Cluster a charge is seen by others before it is given back, and mostly there is nothing to send.
  const read = await pending.read(token.key);
  if (read.status === 'gone' || !isRepeatable(read.signIn, repeated)) return;
  const outcome = await pending.repeat(token.key, repeated, limitsFor(engine, token.key));
  if (outcome.status !== 'charged') return tellNotResent(engine, issued, outcome);
  watchCounts(engine, quotas, outcome.counts);
  const { code: before, sends } = outcome.signIn;
  if (before) await sendAgain(engine, { ...issued, signIn: { ...outcome.signIn, sends: sends + 1 } }, before, takeOver);
}

async function sendAgain<User>(
  engine: Engine<User>,
  issued: Issued,
  before: LiveCode,
  takeOver: TakeOver,
): Promise<void> {
  const { token, signIn } = issued;
  const { reference, delivery, failure } = before;
  const { pending, senderTimeoutSeconds } = engine.options;
  const message = messageOf(engine, issued, before);
  const outcome = await handOver(engine, { send: takeOver }, message, senderTimeoutSeconds * 1_000);
  if (outcome.status === 'accepted') {
    engine.tell({ type: 'countersign.code.resent', ...eventOf(signIn, token), reference, failure });
    return awaitReceipt(engine, issued, outcome);
  }
  tellNotSent(engine, issued, outcome);
  // The first message may still arrive, unless it is known that it has not.
  if (delivery !== 'undelivered') return;
  if (outcome.status === 'refused') await pending.noteDelivery(token.key, reference, delivery, failure);
  else await pending.noteDelivery(token.key, reference, 'unknown', outcome.reason);
}

/** Why a code that may be needed did not go out once more: nobody is told but the sink. */
function tellNotResent<User>(
  engine: Engine<User>,
  { token, signIn }: Issued,
  outcome: Exclude<RepeatOutcome, { status: 'charged' }>,
): void {
  if (outcome.status === 'gone' || outcome.status === 'settled') return;
  if (outcome.status === 'full') tellFull(engine, outcome.quota);
  const reference = signIn.code?.reference ?? '';
  engine.tell({ type: 'countersign.code.not_resent', ...eventOf(signIn, token), reference, because: outcome.status });
}
