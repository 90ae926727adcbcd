import { dialCodeOfNumber } from '../parse-phone.js';
import type { CodeMessage, SenderFailure, SendOutcome } from '../ports/code-sender.js';
import type { Engine } from './engine.js';
import { providerCodeOf } from './provider-code.js';

/** Tells the operator of every sender that did not take a message: also of those whose place another one has taken. */
export function tellFailures<User>(
  engine: Engine<User>,
  { to, channel }: Pick<CodeMessage, 'to' | 'channel'>,
  outcome: SendOutcome,
): void {
  for (const { sender, reason, maybeSent, alert = false, providerCode } of outcome.failed ?? own(outcome)) {
    engine.tell({
      ...{ type: 'countersign.sender.failed', sender, channel, dialCode: dialCodeOfNumber(to), reason, maybeSent },
      ...{ alert: alert === true, providerCode: providerCodeOf(providerCode) },
    });
  }
}

function own(outcome: SendOutcome): readonly SenderFailure[] {
  if (outcome.status === 'accepted') return [];
  const { status, reason, alert, providerCode } = outcome;
  const told = { ...(alert !== undefined && { alert }), ...(providerCode !== undefined && { providerCode }) };
  return [{ sender: 0, reason, maybeSent: status === 'unknown', ...told }];
}
