import { DeadlinePassed } from '../deadline.js';
import type { UnstampedEvent } from '../event-stamp.js';
import { type Notice, NoticeFailure, type Notifier } from '../ports/notifier.js';
import type { Timer } from '../ports/timer.js';

/** After the first failure, the second … each long enough for a mail server that wants to be asked again later. */
const WAITS_MS = [30_000, 120_000, 600_000, 1_800_000] as const;
const PATIENCE_MS = 15_000;
const MOST = 1_000;
const MOST_AT_ONCE = 4;
const REASON = /^[A-Za-z0-9_]{1,40}$/;

interface Held {
  readonly notice: Notice;
  readonly tries: number;
}

/** What the queue works with. */
export interface NoticeQueueParts {
  readonly notifier: Notifier;
  readonly timer: Timer;
  tell(event: UnstampedEvent): void;
}

/**
 * Hands notices to the notifier, a few at once and each on its own: one that cannot be delivered is in nobody's way. What
 * waits is in this process alone, and at most a thousand; whatever is given up is told.
 */
export class NoticeQueue {
  readonly #ready: Held[] = [];
  #held = 0;
  #atWork = 0;

  constructor(private readonly parts: NoticeQueueParts) {}

  /** Takes a notice, to be handed over soon. Costs nothing and never throws. */
  take(notice: Notice): void {
    if (this.#held < MOST) {
      this.#held += 1;
      this.#enqueue({ notice, tries: 0 });
    } else {
      this.#fail(notice, 'full');
    }
  }

  #enqueue(held: Held): void {
    this.#ready.push(held);
    this.#next();
  }

  #next(): void {
    if (this.#atWork >= MOST_AT_ONCE) return;
    const held = this.#ready.shift();
    if (!held) return;
    this.#atWork += 1;
    void this.#hand(held).then(() => {
      this.#atWork -= 1;
      this.#next();
    });
  }

  async #hand({ notice, tries }: Held): Promise<void> {
    // Not at once: whoever tells an event goes on first.
    await Promise.resolve();
    try {
      await this.#inTime(this.parts.notifier.notify(notice));
      this.#held -= 1;
      this.parts.tell({ type: 'countersign.notice.sent', ...aboutOf(notice) });
    } catch (error) {
      const wait = error instanceof NoticeFailure && error.final ? undefined : WAITS_MS[tries];
      if (wait !== undefined) {
        this.parts.timer.after(wait, () => this.#enqueue({ notice, tries: tries + 1 }));
        return;
      }
      this.#held -= 1;
      this.#fail(notice, reasonOf(error));
    }
  }

  /** By the port's timer, which keeps no process alive. */
  #inTime(handing: Promise<void>): Promise<void> {
    return new Promise((resolve, reject) => {
      const callOff = this.parts.timer.after(PATIENCE_MS, () => reject(new DeadlinePassed()));
      Promise.resolve(handing).then(resolve, reject).finally(callOff);
    });
  }

  #fail(notice: Notice, reason: string): void {
    this.parts.tell({ type: 'countersign.notice.failed', ...aboutOf(notice), reason });
  }
}

function aboutOf({ id, kind, subject }: Notice) {
  return { subject, notice: id, kind };
}

/** A short word: nothing that another's error says goes into an event. */
function reasonOf(error: unknown): string {
  const reason = error instanceof NoticeFailure ? error.reason : error instanceof Error ? error.name : '';
  return REASON.test(reason) ? reason : 'unknown';
}
