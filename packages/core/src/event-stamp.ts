import { randomUUID } from 'node:crypto';
import { EVENT_KINDS } from './event-kinds.js';
import type { EventSeverity, SecondFactorEvent } from './events.js';

type Stamp = 'version' | 'id' | 'at' | 'result' | 'severity';
type WithoutStamp<Event> = Event extends SecondFactorEvent ? Omit<Event, Stamp> : never;

/** An event as the place knows it where it happens. */
export type UnstampedEvent = WithoutStamp<SecondFactorEvent>;

/** Adds what is the same for all: the time, an id of its own, and what its type stands for. */
export function stampEvent(event: UnstampedEvent, now: number): SecondFactorEvent {
  const { type } = event;
  const { result } = EVENT_KINDS[type];
  const severity = severityOf(event);
  const stamp = { version: 1, id: randomUUID(), type, at: new Date(now).toISOString(), result, severity };
  return Object.assign(stamp, event) as SecondFactorEvent;
}

/** That of its type, but for a lock of an account of which the host says that it is like many others (R78). */
function severityOf(event: UnstampedEvent): EventSeverity {
  const common = event.type === 'countersign.locked' && event.privileged === false;
  return common ? 'warning' : EVENT_KINDS[event.type].severity;
}
