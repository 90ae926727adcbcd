import type { SecondFactorEvent } from '../events.js';
import type { EventSink } from '../ports/event-sink.js';
import { EventQueue } from './event-queue.js';
import { jsonLine } from './json-line.js';
import type { QueueOptions } from './queue-options.js';

/** What is used of Node's writable streams. */
export interface LineStream {
  write(text: string, done: (error?: Error | null) => void): unknown;
  on?(event: 'error', listener: () => void): unknown;
}

/** Takes whole lines, with their ends; the next ones come when it is done. What it throws is tried again. */
export type LineWriter = (lines: string) => void | Promise<void>;

/**
 * Writes events as lines of JSON, to a stream or whatever takes lines: for a log that is gathered elsewhere. A line may come
 * twice after a failure; its `id` tells.
 *
 * @example
 * new SecondFactor({ …, events: new JsonLinesSink(process.stdout) })
 */
export class JsonLinesSink implements EventSink {
  readonly #queue: EventQueue;

  /** @throws OptionError */
  constructor(target: LineStream | LineWriter, options: QueueOptions = {}) {
    const write = typeof target === 'function' ? target : writerTo(target);
    this.#queue = new EventQueue(
      'JsonLinesSink',
      async (events) => write(events.map((event) => `${jsonLine(event)}\n`).join('')),
      options,
    );
  }

  /** How many events were refused, because too many waited already. */
  get refused(): number {
    return this.#queue.refused;
  }

  /** Takes an event, to be written soon. */
  emit(event: SecondFactorEvent): void {
    this.#queue.take(event);
  }

  /** Resolves when everything is written, or after these milliseconds. @returns whether it is. */
  flush(patienceMs?: number): Promise<boolean> {
    return this.#queue.flush(patienceMs);
  }

  /** The same, for the end of the process; takes no more. The stream stays open. */
  close(patienceMs?: number): Promise<boolean> {
    return this.#queue.close(patienceMs);
  }
}

/** One write at a time, and the next when the stream has done with it: its buffer never grows (backpressure). */
function writerTo(stream: LineStream): LineWriter {
  // A write that fails says so to its callback as well; without a listener the stream would end the process.
  stream.on?.('error', () => undefined);
  return (lines) =>
    new Promise((resolve, reject) => {
      stream.write(lines, (error) => (error ? reject(error) : resolve()));
    });
}
