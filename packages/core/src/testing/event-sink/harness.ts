import { stampEvent } from '../../event-stamp.js';
import type { SecondFactorEvent } from '../../events.js';
import type { EventSink } from '../../ports/event-sink.js';

/** What the contract needs of a sink that writes. Each case gets a fresh sink, and a place that holds nothing of it yet. */
export interface EventSinkHarness {
  /** With room for {@link EventSinkHarness.capacity} events. */
  readonly sink: EventSink & {
    /** How many events it has refused. */
    readonly refused: number;
    /** Writes what waits, at once and for at most so long. */
    flush(patienceMs?: number): Promise<boolean>;
    close(patienceMs?: number): Promise<boolean>;
  };
  /** How many events may wait. */
  readonly capacity: number;
  /** From now on, what is written fails, or is not answered. */
  breakDown(how: 'fails' | 'hangs'): void | Promise<void>;
  /** All is well again; what hung is answered. */
  mend(): void | Promise<void>;
  /** What is kept, oldest first. */
  kept(): Promise<readonly SecondFactorEvent[]>;
}

/** So many events, each with an id of its own. */
export function someEvents(count: number): SecondFactorEvent[] {
  return Array.from({ length: count }, (_, at) => {
    const of = { subject: `subject-${at}`, purpose: 'sign-in', method: 'sms', signIn: 'a1b2c3d4e5f6' } as const;
    return stampEvent(
      { type: 'countersign.code.sent', ...of, reference: 'KX', address: '192.0.2.1' },
      1_700_000_000_000,
    );
  });
}
