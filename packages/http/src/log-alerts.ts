import type { SecondFactor, SecondFactorEvent, SecondFactorEventOf } from '@countersign/core';
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
    case 'countersign.sends.conversion_low':
      return conversionLine(event);
    case 'countersign.sends.alarm':
      return `${event.sends} of the ${event.limit} codes that may be sent in this ${event.window} are sent`;
    case 'countersign.notice.failed':
      return `Owners of accounts are not told what happens to them: ${event.reason}`;
    case 'countersign.alarm.failed':
      return `The host’s onAlarm is not told of alarms: ${event.reason}`;
    default:
      return undefined;
  }
}

function conversionLine({
  dialCode,
  prefix,
  cause,
  sends,
  verified,
  paused,
}: SecondFactorEventOf<'countersign.sends.conversion_low'>): string {
  const to = prefix === null ? `+${dialCode}` : `${prefix}…`;
  const what = cause === 'adjacent' ? `Codes went to many neighbouring numbers, ${to}` : `Few codes to ${to} come back`;
  const then = paused ? '; its numbers that were never verified are paused for an hour' : '';
  return `${what} (${verified} of ${sends} within the hour)${then}`;
}

function codeOf({ providerCode }: { readonly providerCode: number | null }): string {
  return providerCode === null ? '' : `, provider code ${providerCode}`;
}
