import { randomUUID } from 'node:crypto';
import { EVENT_KINDS } from './event-kinds.js';
import type { SecondFactorEvent } from './events.js';

type Stamp = 'version' | 'id' | 'at' | 'result' | 'severity';
type WithoutStamp<Event> = Event extends SecondFactorEvent ? Omit<Event, Stamp> : never;

/** An event as the place knows it where it happens. */
export type UnstampedEvent = WithoutStamp<SecondFactorEvent>;

/** Adds what is the same for all: the time, an id of its own, and what its type stands for. */
export function stampEvent(event: UnstampedEvent, now: number): SecondFactorEvent {
  const { type } = event;
  const { result, severity } = EVENT_KINDS[type];
  const stamp = { version: 1, id: randomUUID(), type, at: new Date(now).toISOString(), result, severity };
  return { ...stamp, ...event } as SecondFactorEvent;
}
