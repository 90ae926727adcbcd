import type { SenderFailure, SendOutcome } from '../ports/code-sender.js';
import type { Channel } from '../purpose.js';
import type { Engine } from './engine.js';

/** Tells the operator of every sender that did not take a message: also of those whose place another one has taken. */
export function tellFailures<User>(engine: Engine<User>, channel: Channel, outcome: SendOutcome): void {
  for (const { sender, reason, maybeSent, alert = false, providerCode } of outcome.failed ?? own(outcome)) {
    // A number and nothing else: whatever a sender of the host's puts there, it is no text of a provider's.
    const code = Number.isSafeInteger(providerCode) ? Number(providerCode) : null;
    const said = { sender, channel, reason, maybeSent, alert: alert === true, providerCode: code };
    engine.tell({ type: 'countersign.sender.failed', ...said });
  }
}

function own(outcome: SendOutcome): readonly SenderFailure[] {
  if (outcome.status === 'accepted') return [];
  const { status, reason, alert, providerCode } = outcome;
  const told = { ...(alert !== undefined && { alert }), ...(providerCode !== undefined && { providerCode }) };
  return [{ sender: 0, reason, maybeSent: status === 'unknown', ...told }];
}
