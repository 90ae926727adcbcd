// countersign: demo
import type { SecondFactorEvent } from '@countersign/core';
import { Logger } from '@nestjs/common';

const logger = new Logger('Alarm');

/** Where a real console would page somebody: a line with what happened, and by which id it is found in the activity. */
export function logAlarm({ type, id, at }: SecondFactorEvent): void {
  // An outage, which ends by itself, is told by every request that it meets.
  const log = type === 'countersign.unavailable' ? 'warn' : 'error';
  logger[log](`${type} at ${at}, event ${id}`);
}
