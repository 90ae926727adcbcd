import type { Method } from '../purpose.js';

/** What an account's owner is told of today. More will come: a notifier that picks some leaves the others as they are. */
export const NOTICE_KINDS = [
  'factor_enrolled',
  'factor_changed',
  'factor_removed',
  'factor_disabled',
  'factors_reset',
  'password_suspected',
  'wrong_codes',
  'unlocked',
  'recovery_code_used',
  'recovery_codes_renewed',
  'recovery_codes_low',
  'bypass_code_issued',
  'bypass_code_used',
  'device_trusted',
  'device_theft',
] as const;

/** One of {@link NOTICE_KINDS}. */
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** What the owner of an account is told, finished (R39): no code, secret or number is in it. */
export interface Notice {
  /** The id of the event that it is about: who is handed the same notice twice knows it by this. */
  readonly id: string;
  readonly kind: NoticeKind;
  /** The account's id. */
  readonly subject: string;
  /** When it happened, ISO 8601 in UTC. */
  readonly at: string;
  /** The client's address, where it is known. */
  readonly address?: string | undefined;
  /** The method that it is about, if it is about one. */
  readonly method?: Method | undefined;
  /**
   * Where the owner says "this was not me", for 7 days; `null` where no web layer serves that. Whoever holds it can end the
   * account's sessions: for its owner alone, and for no log.
   */
  readonly contestUrl: string | null;
  /** One line, as the subject line of a mail. */
  readonly title: string;
  /** Plain text of short lines, `contestUrl` on one of its own. */
  readonly text: string;
}

/**
 * Hands notices to the owners of accounts, by a channel that is not the one being changed (R39). It is never waited for:
 * what rejects, or takes longer than 15 s, is tried five times in 43 minutes. {@link NoticeFailure} says more.
 */
export interface Notifier {
  notify(notice: Notice): Promise<void>;
}

/** Why a notice was not handed over. */
export class NoticeFailure extends Error {
  override readonly name = 'NoticeFailure';

  constructor(
    /** A short word for the event, as `smtp_451`: never another's error text. */
    readonly reason: string,
    /** That it will not be better next time: no further try. */
    readonly final = false,
  ) {
    super(`The notice was not handed over: ${reason}`);
  }
}
