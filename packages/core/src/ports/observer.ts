import type { EventSink } from './event-sink.js';

/** The parts of an installation that do I/O: the pending store, the factor store, the sender. */
export const PARTS = ['store', 'factors', 'sender'] as const;

/** One of {@link PARTS}. */
export type Part = (typeof PARTS)[number];

/**
 * Looks on at all that happens, for metrics and traces: it is told of every event, and stands before the parts that do I/O.
 * It must not change what they do, and must not keep what they are given: numbers and codes are among it.
 */
export interface Observer extends EventSink {
  /** Called once for each part, at the start. @returns what is used in its place */
  observe<Observed extends object>(name: Part, part: Observed): Observed;
}
