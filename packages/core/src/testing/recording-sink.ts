import type { SecondFactorEvent, SecondFactorEventType } from '../events.js';
import type { EventSink } from '../ports/event-sink.js';

/** An event sink for tests. */
export class RecordingSink implements EventSink {
  /** Everything told, oldest first. */
  readonly events: SecondFactorEvent[] = [];

  /** Remembers. */
  emit(event: SecondFactorEvent): void {
    this.events.push(event);
  }

  /** The types told, oldest first. */
  get types(): SecondFactorEventType[] {
    return this.events.map(({ type }) => type);
  }
}
