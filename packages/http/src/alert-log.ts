import type { Clock } from '@countersign/core';
import type { Logger } from './logger.js';

const HOUR_MS = 3_600_000;

/**
 * Writes what keeps happening to the operator's log, each line at most once an hour in this process: a wrong key or a closed
 * country would fill it, a line for every log-in. The events tell of all of them.
 */
export class AlertLog {
  readonly #written = new Map<string, number>();

  constructor(
    private readonly logger: Logger,
    private readonly clock: Clock,
  ) {}

  /** Writes what must be put right, unless the same line was written within the hour. */
  error(line: string): void {
    const now = this.clock.now();
    for (const [written, at] of this.#written) if (now - at >= HOUR_MS) this.#written.delete(written);
    if (this.#written.has(line)) return;
    this.#written.set(line, now);
    this.logger.error(line);
  }
}
