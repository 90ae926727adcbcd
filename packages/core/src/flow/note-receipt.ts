import type { Receipt } from '../ports/receipt-reader.js';
import { SEND_FAILURES } from '../ports/send-failure.js';
import { CURABLE } from '../sending/curable.js';
import { correlationIdOf } from '../sign-in-token.js';
import type { Engine } from './engine.js';
import { providerCodeOf } from './provider-code.js';
import { readReceiptFor } from './receipt-for.js';

/** Notes a receipt under its sign-in. One that is stale, unknown or a repetition changes nothing, and is no error. */
export async function noteReceipt<User>(engine: Engine<User>, receipt: Receipt): Promise<void> {
  const { receiptFor, delivery, alert } = receipt;
  const name = readReceiptFor(receiptFor);
  if (!name) return;
  const of = { signIn: correlationIdOf(name.key), reference: name.reference };
  // A word that is none of ours may be a provider's text (R32).
  const reason = SEND_FAILURES.find((known) => known === receipt.reason) ?? 'not_delivered';
  const why = { reason, providerCode: providerCodeOf(receipt.providerCode) };
  const undelivered = delivery === 'undelivered';
  // Whatever has become of that code meanwhile: what kept this message from arriving will keep others.
  if (undelivered && alert === true) engine.tell({ type: 'countersign.receipt.alert', ...of, ...why });
  const failure = undelivered ? reason : null;
  const { key, reference, send } = name;
  if (!(await engine.options.pending.noteDelivery(key, reference, delivery, failure, send))) return;
  if (delivery === 'delivered') engine.tell({ type: 'countersign.code.delivered', ...of });
  if (undelivered) engine.tell({ type: 'countersign.code.undelivered', ...of, ...why });
  // Who waits for it in this process need not wait longer; in another one they find it in the store.
  if (undelivered && CURABLE.includes(reason)) engine.receipts.hurry(receiptFor);
  else if (delivery !== 'accepted') engine.receipts.forget(receiptFor);
}
