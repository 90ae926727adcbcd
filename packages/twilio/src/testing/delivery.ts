/** How a message may end: `failed` before it went out, `undelivered` after. `queued` and `sent` are not ends: more may follow. */
export type TwilioMessageOutcome = 'queued' | 'sent' | 'delivered' | 'read' | 'undelivered' | 'failed';

/** How a call may end. */
export type TwilioCallOutcome = 'completed' | 'busy' | 'no-answer' | 'failed' | 'canceled';

/** How a message or call ends, and how its `StatusCallback` hears of it. */
export interface TwilioDelivery {
  /** Default: a message is `delivered`, a call `completed`. */
  readonly outcome?: TwilioMessageOutcome | TwilioCallOutcome;
  /** Twilio's code of why not, as 30003. */
  readonly errorCode?: number;
  /** The statuses that are told, instead of those that Twilio tells: the ones after the status of the answer, in order. */
  readonly statuses?: readonly string[];
  /** Statuses that are never told. */
  readonly drop?: readonly string[];
  /** How often each is told. Default: once. */
  readonly times?: number;
  /** Whether the last one comes first. */
  readonly reversed?: boolean;
  /** Before each callback, in milliseconds. Default: none. */
  readonly delayMs?: number;
  /** Whether bodies are JSON, signed by their hash in the URL, and not forms. */
  readonly json?: boolean;
  /**
   * Where callbacks really go, for an app whose own URL leads nowhere in a test: `http://127.0.0.1:3000`. They keep path and
   * query, are signed for the URL that was asked for, and carry it as a proxy does, in `X-Forwarded-Host` and `-Proto`.
   */
  readonly via?: string;
}
