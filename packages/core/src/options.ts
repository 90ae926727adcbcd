import { METHODS } from './channels.js';
import type { SecondFactorEvent } from './events.js';
import type { ContestedNotice } from './notices/contest-token.js';
import type { Password } from './password.js';
import { type Clock, systemClock } from './ports/clock.js';
import type { CodeSender } from './ports/code-sender.js';
import type { EventSink } from './ports/event-sink.js';
import type { FactorStore } from './ports/factor-store.js';
import type { Notifier } from './ports/notifier.js';
import type { NumberCheck } from './ports/number-check.js';
import type { Observer } from './ports/observer.js';
import type { PendingStore } from './ports/pending-store.js';
import type { Policy } from './ports/policy.js';
import { cryptoRandom, type Random } from './ports/random.js';
import { systemTimer, type Timer } from './ports/timer.js';
import type { Method } from './purpose.js';
import type { SendQuotas } from './send-quotas.js';

/** How the host's accounts are reached. */
export interface SubjectOptions<User> {
  /** The account's id: stable, never an e-mail address. */
  id(user: User): string;
  /**
   * Loads an account that may sign in now; `null` for one that is unknown, disabled or locked. Asked again when the
   * second step is right (R46).
   */
  load(id: string): User | null | Promise<User | null>;
  /**
   * What an authenticator app and a passkey call the account, as its e-mail address; told to nobody else.
   * @defaultValue its id
   */
  label?(user: User): string;
  /**
   * A text that changes with the account's password, and with nothing else (its hash, or the time of its change): a sign-in
   * that was opened under another one is refused (R46), and a subject whose password was suspected is free of it (R13). It
   * is kept only as a keyed hash. Without it a change of password does neither.
   */
  credentialVersion?(user: User): string;
  /**
   * Whether this is the account's password: with it, and a second factor, a session whose first factor is older than 300 s goes on
   * to change the factors (R34). Only `true`, within 1.5 s, is a yes; a wrong one is charged before this is asked, five in 24 h.
   * Compare {@link Password.reveal} with what a log-in compares, and keep it nowhere.
   * @defaultValue none: such a session has to log in again
   */
  checkPassword?(user: User, password: Password): boolean | Promise<boolean>;
  /**
   * Is told, once, that an account's password must be taken for known to somebody else: too many wrong codes came after it
   * (R13). Make the account have a new one, and tell its owner and the administrators. Has 1.5 s; the second step stays
   * refused whatever becomes of it.
   */
  passwordSuspected?(id: string): void | Promise<void>;
  /**
   * Is told that an account's owner says of a notice "this was not me" (R39). The sessions that hold a second factor have
   * ended; end those of the host's own, and tell the administrators. Has 1.5 s.
   */
  contested?(id: string, notice: ContestedNotice): void | Promise<void>;
  /**
   * Whether a lock of this account is an alarm (R78), or a warning like many. Only `false`, within 1.5 s, makes it a warning.
   * @defaultValue every account is privileged
   */
  isPrivileged?(user: User): boolean | Promise<boolean>;
}

/** What a host says. Only what has no sensible default is required. */
export interface SecondFactorOptions<User = unknown> {
  /** The service's name, in messages and on pages. */
  readonly issuer: string;
  /** The origin under which browsers see the host, as `https://manage.example.com`. */
  readonly publicUrl: string;
  /** Server secrets of at least 32 bytes, newest first. */
  readonly secrets: readonly (string | undefined)[];
  /** Who must. */
  readonly policy: Policy<User>;
  /** Countries, ISO 3166-1 alpha-2, of which numbers may be registered and texted (R26). */
  readonly countries: readonly string[];
  /** Where everything that expires is kept. */
  readonly pending: PendingStore;
  /** Where factors are kept. */
  readonly factors: FactorStore;
  /** Who delivers. */
  readonly sender: CodeSender;
  readonly subject: SubjectOptions<User>;
  /** Is asked about numbers before a code goes there (R27). @defaultValue none */
  readonly numberCheck?: NumberCheck;
  /**
   * Tells the owners of accounts what happens to their factors, and of wrong codes after their right password (R39, R78).
   * @defaultValue none: nobody is told, which the operator's log says at the start
   */
  readonly notifier?: Notifier;
  /**
   * The methods that count here; of the channels only those that the sender serves do. A passkey needs a `publicUrl` with a
   * name, not an address. @defaultValue all of them
   */
  readonly methods?: readonly Method[];
  /**
   * Steps of 30 s before and after the server's own whose code an authenticator app may show, 0 or 1 (R64; RFC 6238 §5.2).
   * @defaultValue 1
   */
  readonly totpWindow?: 0 | 1;
  /**
   * How long a session counts after its first factor, however it is used, 3,600 to 86,400 s: then both steps are due again (R50;
   * NIST SP 800-63B-4 §2.2.3). How long it may stand idle is the host's to say: an hour at most. @defaultValue 86_400
   */
  readonly sessionMaxAgeSeconds?: number;
  /** Takes security events: one sink, or several. @defaultValue none */
  readonly events?: EventSink | readonly EventSink[];
  /** Looks on, for metrics and traces: `openTelemetry()` of `@countersign/opentelemetry`. @defaultValue nobody */
  readonly observer?: Observer;
  /**
   * Is told, once, of each event of severity `alarm` (R78): page whoever looks after the installation. Nobody waits for it;
   * it has 1.5 s, and what becomes of it changes nothing but is an event itself, `alarm.failed`, which it is not told.
   * During an outage `unavailable` comes with every request. @defaultValue none
   */
  readonly onAlarm?: (event: SecondFactorEvent) => void | Promise<void>;
  /** Digits of a code, 6 to 10. @defaultValue 6 */
  readonly codeLength?: number;
  /** Life of a code, 60 to 600 s. @defaultValue 300 */
  readonly codeTtlSeconds?: number;
  /** Life of a pending sign-in, 60 to 900 s. @defaultValue 600 */
  readonly signInTtlSeconds?: number;
  /** Wrong answers that destroy a sign-in, 3 to 10. @defaultValue 5 */
  readonly maxTries?: number;
  /** Wrong answers of one subject in 24 h that lock the second step, 5 to 20. @defaultValue 10 */
  readonly maxFailures?: number;
  /**
   * Wrong answers of one subject in 30 days that bring its password under suspicion, 5 to 50. Success does not clear them.
   * @defaultValue 25
   */
  readonly maxFailuresInThirtyDays?: number;
  /** Waits after the first, second … send, each at least 30 s. @defaultValue [30, 60, 120] */
  readonly resendWaitsSeconds?: readonly number[];
  /** Sends of one sign-in, 1 to 5. @defaultValue 3 */
  readonly maxSends?: number;
  /**
   * Whether browsers in which somebody has taken both steps are known again, by a cookie: when somebody else who knows the
   * password has used up an account's codes or tries, such a browser has five of each a day of its own. @defaultValue false
   */
  readonly knownBrowsers?: boolean;
  /**
   * Whether browsers may be trusted: who asks for that when passing the second step is not asked for it at the next log-ins in
   * the same browser, for `days` from then on (1 to 30; 14 when absent), whatever happens in between (R51). Such a session has
   * proved one factor, and passes no step-up. No more than five browsers of an account. @defaultValue false
   */
  readonly trustedDevices?: false | { readonly days?: number };
  /**
   * Whether administrators may issue a code that stands in once for another's lost factor, and whether it works only when a second
   * administrator has approved it; `false`: they may not. It is typed where recovery codes are, which must be among `methods`.
   * @defaultValue they may, without a second one
   */
  readonly bypassCodes?: false | { readonly secondApprover?: boolean };
  /** Different numbers that a subject may try to register in 24 h, 1 to 10 (R41). @defaultValue 3 */
  readonly maxNumbers?: number;
  /** Accounts that one number may serve, 1 to 50 (R41). @defaultValue 5 */
  readonly maxAccountsPerNumber?: number;
  /** How many codes may be sent, to whom and in all; each pace can be changed within bounds. */
  readonly sendQuotas?: Partial<SendQuotas>;
  /**
   * What follows when too few codes to a block of neighbouring numbers come back, or too many neighbours are sent one (R29):
   * `pause` sends none to its numbers that were never verified, for an hour; `alarm` only tells. @defaultValue 'pause'
   */
  readonly lowConversion?: 'pause' | 'alarm';
  /** Patience with the sender and the check of the number together, 1 to 5 s. @defaultValue 5 */
  readonly senderTimeoutSeconds?: number;
  /**
   * After how many seconds without a receipt that says that a message has arrived the same code goes out by the next sender of
   * a `failover`, 10 to 60; 20 is a good choice. It is charged like any other send. @defaultValue never
   */
  readonly resendWithoutReceiptSeconds?: number;
  /** Replaced in tests. @defaultValue the machine's clock */
  readonly clock?: Clock;
  /** Replaced in tests. @defaultValue the machine's timer */
  readonly timer?: Timer;
  /** Replaced in tests. @defaultValue the operating system's CSPRNG */
  readonly random?: Random;
}

/** The defaults, as in the table of the README. */
export const DEFAULTS = {
  codeLength: 6,
  codeTtlSeconds: 300,
  signInTtlSeconds: 600,
  maxTries: 5,
  maxFailures: 10,
  maxFailuresInThirtyDays: 25,
  resendWaitsSeconds: [30, 60, 120],
  maxSends: 3,
  maxNumbers: 3,
  methods: METHODS,
  totpWindow: 1,
  sessionMaxAgeSeconds: 86_400,
  maxAccountsPerNumber: 5,
  knownBrowsers: false,
  trustedDevices: false,
  lowConversion: 'pause',
  senderTimeoutSeconds: 5,
  clock: systemClock,
  timer: systemTimer,
  random: cryptoRandom,
} as const satisfies Partial<SecondFactorOptions>;

/** Least and most of each number. Outside it the start is refused (R87). */
export const BOUNDS = {
  codeLength: [6, 10],
  codeTtlSeconds: [60, 600],
  signInTtlSeconds: [60, 900],
  maxTries: [3, 10],
  maxFailures: [5, 20],
  maxFailuresInThirtyDays: [5, 50],
  maxSends: [1, 5],
  maxNumbers: [1, 10],
  maxAccountsPerNumber: [1, 50],
  senderTimeoutSeconds: [1, 5],
  totpWindow: [0, 1],
  sessionMaxAgeSeconds: [3_600, 86_400],
} as const;

/** How long a device is trusted, in days: the default, the least and the most (R51). */
export const TRUSTED_DEVICE_DAYS = { default: 14, least: 1, most: 30 } as const;

/** What a known browser has of its own in 24 h, where its subject's are used up (security requirements 3.1). */
export const KNOWN_BROWSER = { sends: 5, failures: 5 } as const;

/** Wrong recovery codes of one subject in 24 h that lock them (R58). */
export const RECOVERY = { failures: 5 } as const;

/** Wrong passwords that sessions of one subject may give in 24 h, when they are asked for it again (R34). */
export const PASSWORD = { failures: 5 } as const;
/** How long a bypass code lives, in seconds. */
export const BYPASS_SECONDS = 900;

/** The window in which a subject's wrong answers are counted: 24 h (R12). */
export const FAILURE_WINDOW_SECONDS = 86_400;

/**
 * The waits of a subject after its fifth wrong answer of the window and each one that follows, in seconds; the last one
 * repeats until the lock (R12; NIST SP 800-63B-4 §3.2.2: from 30 s up to an hour).
 */
export const FAILURE_WAITS = { from: 5, seconds: [30, 60, 120, 240, 480] } as const;
