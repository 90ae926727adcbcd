import type { SecondFactor } from '@countersign/core';
import type { Logger } from './logger.js';

/** Writes to the operator's log what keeps codes from going out and will not mend itself (R75). */
export function logAlerts<User>(secondFactor: SecondFactor<User>, logger: Logger): void {
  secondFactor.watch((event) => {
    if (event.type === 'countersign.sender.left_alone') {
      logger.error('The sender keeps failing, and is left alone for half a minute');
    }
    if (event.type !== 'countersign.sender.failed' || !event.alert) return;
    const { sender, channel, reason, providerCode } = event;
    const code = providerCode === null ? '' : `, provider code ${providerCode}`;
    logger.error(`Codes by ${channel} are not sent: ${reason} (sender ${sender}${code})`);
  });
}
