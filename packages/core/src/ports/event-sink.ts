import type { SecondFactorEvent } from '../events.js';

/**
 * Takes typed security events. What it throws never changes a decision, but whoever asks waits while `emit` runs: a sink
 * that writes puts the event into a queue and returns (`EventQueue`).
 */
export interface EventSink {
  emit(event: SecondFactorEvent): void;
  /** Writes what it has taken so far, as far as that goes in a few seconds. */
  flush?(): Promise<unknown>;
  /** The same, and takes no more: whoever ends the process calls it. */
  close?(): Promise<unknown>;
}
