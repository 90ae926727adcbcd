import { expect } from '@jest/globals';
import { stampEvent, type UnstampedEvent } from '../event-stamp.js';

/** What an event must be that was told when the manual clock began, whatever its id. */
export function told(event: UnstampedEvent) {
  return { ...stampEvent(event, Date.parse('2026-01-05T09:00:00.000Z')), id: expect.stringMatching(/^[0-9a-f-]{36}$/) };
}
