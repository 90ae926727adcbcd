import { withDeadline } from '../deadline.js';
import type { UnstampedEvent } from '../event-stamp.js';
import type { SecondFactorEvent } from '../events.js';
import { HOST_TIMEOUT_MS } from './decide.js';
import { reasonOf } from './guarded.js';

/**
 * Hands every alarm to the host's function (R78), which nobody waits for. What becomes of it is told, but never to the
 * function that has just failed: that would go on for ever.
 */
export function alarmed(
  onAlarm: (event: SecondFactorEvent) => void | Promise<void>,
  tell: (event: UnstampedEvent) => void,
): (event: SecondFactorEvent) => void {
  return (event) => {
    if (event.severity !== 'alarm' || event.type === 'countersign.alarm.failed') return;
    const told = new Promise<void>((resolve) => resolve(onAlarm(event)));
    withDeadline(told, HOST_TIMEOUT_MS).catch((error: unknown) => {
      tell({ type: 'countersign.alarm.failed', alarm: event.id, reason: reasonOf(error) });
    });
  };
}
