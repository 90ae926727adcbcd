import type { UnstampedEvent } from '../event-stamp.js';
import type { SecondFactorEvent } from '../events.js';
import type { KeyRing } from '../key-ring.js';
import type { Notifier } from '../ports/notifier.js';
import type { Timer } from '../ports/timer.js';
import { contestToken } from './contest-token.js';
import { kindOf } from './kind-of.js';
import { NoticeQueue } from './notice-queue.js';
import { type NoticeSender, writeNotice } from './write-notice.js';

/** Makes the address under which a notice is contested. */
export type ContestLink = (token: string) => string;

interface NoticeOptions extends NoticeSender {
  readonly notifier: Notifier | undefined;
  readonly timer: Timer;
}

/** Tells the owners of accounts of what happens to them (R39, R78): an onlooker of the events, which nothing waits for. */
export class Notices {
  readonly #queue: NoticeQueue | undefined;
  /** Set by the web layer that serves the page behind it. */
  link: ContestLink | undefined;

  constructor(
    private readonly options: NoticeOptions,
    private readonly keys: KeyRing,
    tell: (event: UnstampedEvent) => void,
  ) {
    const { notifier, timer } = options;
    this.#queue = notifier && new NoticeQueue({ notifier, timer, tell });
  }

  /** Looks at an event, and writes a notice where it is one for the account's owner. */
  look(event: SecondFactorEvent): void {
    const kind = kindOf(event);
    if (!this.#queue || kind === undefined || !('subject' in event)) return;
    const { id, at, subject, address } = event;
    const token = contestToken(this.keys, { id, kind, subject, at });
    const contestUrl = this.link?.(token) ?? null;
    const method = 'method' in event ? event.method : undefined;
    const known = { ...(address !== undefined && { address }), ...(method !== undefined && { method }) };
    this.#queue.take(writeNotice({ id, kind, subject, at, ...known, contestUrl }, this.options));
  }
}
