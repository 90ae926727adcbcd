import type { SecondFactor, SecondFactorEvent } from '@countersign/core';
import type { AlertLog } from './alert-log.js';

/** Writes to the operator's log what keeps codes and notices from going out or arriving and will not mend itself (R75). */
export function logAlerts<User>(secondFactor: SecondFactor<User>, alerts: AlertLog): void {
  secondFactor.watch((event) => {
    const line = lineOf(event);
    if (line !== undefined) alerts.error(line);
  });
}

function lineOf(event: SecondFactorEvent): string | undefined {
  switch (event.type) {
    case 'countersign.sender.left_alone':
      return 'The sender keeps failing, and is left alone for half a minute';
    case 'countersign.sender.failed': {
      if (!event.alert) return undefined;
      const { sender, channel, dialCode, reason } = event;
      return `Codes by ${channel} to +${dialCode} are not sent: ${reason} (sender ${sender}${codeOf(event)})`;
    }
    case 'countersign.receipt.alert':
      return `Codes were sent and do not arrive: ${event.reason} (a receipt${codeOf(event)})`;
    case 'countersign.notice.failed':
      return `Owners of accounts are not told what happens to them: ${event.reason}`;
    default:
      return undefined;
  }
}

function codeOf({ providerCode }: { readonly providerCode: number | null }): string {
  return providerCode === null ? '' : `, provider code ${providerCode}`;
}
