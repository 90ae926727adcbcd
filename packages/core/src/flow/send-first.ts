import type { PendingSignIn } from '../ports/pending-store.js';
import { chargeSend, quotasOf } from './charge-send.js';
import { deliver, type Issued, undelivered } from './deliver.js';
import type { Engine } from './engine.js';

/**
 * Sends the code that was issued with a sign-in, where every quota has room for it. The step is open either way: its page
 * says that no code has gone out.
 */
export async function sendFirst<User>(
  engine: Engine<User>,
  issued: Issued,
  address: string | undefined,
): Promise<PendingSignIn> {
  const { signIn, phone } = issued;
  if (!signIn.code) {
    // The store has opened it without one: the subject's own sends are used up.
    engine.tell({ type: 'countersign.sends.refused', quota: 'subject' });
    return signIn;
  }
  const wait = await chargeSend(engine, quotasOf(engine, { phone, purpose: signIn.purpose, address }));
  return wait === undefined ? deliver(engine, issued) : undelivered(engine, issued);
}
