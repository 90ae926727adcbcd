import type { Receipt } from '../ports/receipt-reader.js';
import { correlationIdOf } from '../sign-in-token.js';
import type { Engine } from './engine.js';
import { readReceiptFor } from './receipt-for.js';

/** Notes a receipt under its sign-in. One that is stale, unknown or a repetition changes nothing, and is no error. */
export async function noteReceipt<User>(engine: Engine<User>, receipt: Receipt): Promise<void> {
  const { receiptFor, delivery, reason = 'not_delivered' } = receipt;
  const failure = delivery === 'undelivered' ? reason : null;
  const name = readReceiptFor(receiptFor);
  if (!name || !(await engine.options.pending.noteDelivery(name.key, name.reference, delivery, failure))) return;
  const of = { signIn: correlationIdOf(name.key), reference: name.reference };
  if (delivery === 'delivered') engine.tell({ type: 'countersign.code.delivered', ...of });
  if (delivery === 'undelivered') engine.tell({ type: 'countersign.code.undelivered', ...of, reason });
}
