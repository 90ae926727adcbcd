import type { Timer } from '../ports/timer.js';

interface Awaited {
  readonly callOff: () => void;
  readonly overdue: () => void;
}

/**
 * The messages of which a receipt is waited for, by their `receiptFor`: in this process only, and gone with it. What is to be
 * done when none comes is held that long and no longer.
 */
export class AwaitedReceipts {
  readonly #awaited = new Map<string, Awaited>();

  constructor(private readonly timer: Timer) {}

  /** Does something, once, when no receipt has come in time. */
  wait(receiptFor: string, milliseconds: number, overdue: () => void): void {
    const callOff = this.timer.after(milliseconds, () => this.hurry(receiptFor));
    this.#awaited.set(receiptFor, { callOff, overdue });
  }

  /** There is nothing to wait for any more. */
  forget(receiptFor: string): void {
    this.#awaited.get(receiptFor)?.callOff();
    this.#awaited.delete(receiptFor);
  }

  /** Does it now. */
  hurry(receiptFor: string): void {
    const awaited = this.#awaited.get(receiptFor);
    this.forget(receiptFor);
    awaited?.overdue();
  }
}
