import type { Assurance } from '../assurance.js';
import { stampEvent, type UnstampedEvent } from '../event-stamp.js';
import type { SecondFactorEvent } from '../events.js';
import { KeyRing } from '../key-ring.js';
import { Notices } from '../notices/notices.js';
import {
  FAILURE_WAITS,
  FAILURE_WINDOW_SECONDS,
  KNOWN_BROWSER,
  RECOVERY,
  type SecondFactorOptions,
} from '../options.js';
import type { SendLimits, SignInKey, TryLimits } from '../ports/pending-sign-in.js';
import { PostureCache } from '../posture-cache.js';
import { type ResolvedOptions, resolveOptions } from '../resolve-options.js';
import { AwaitedReceipts } from '../sending/awaited-receipts.js';
import { Breaker } from '../sending/breaker.js';
import type { SignInToken } from '../sign-in-token.js';
import { HASHING, type Hashing } from '../slow-hash.js';
import { alarmed } from './alarmed.js';
import { Conversions } from './conversions.js';
import { FailureAlarm } from './failure-alarm.js';
import { observed } from './observed.js';
import { RECOVERY_LEDGER } from './recovery-ledgers.js';

/** Someone who is told of every event. What it throws changes nothing. */
export type Watcher = (event: SecondFactorEvent) => void;

/** What every step of the flow works with: the checked options, the keys, the cache, and a way to tell the sink. */
export interface Engine<User> {
  /** Without the secrets: whoever prints these prints none. */
  readonly options: Omit<ResolvedOptions<User>, 'secrets'>;
  readonly keys: KeyRing;
  /** Of recovery and bypass codes. */
  readonly hashing: Hashing;
  readonly postures: PostureCache;
  /** Of the sender. */
  readonly breaker: Breaker;
  /** Of codes sent and codes that came back. */
  readonly conversions: Conversions;
  /** Of wrong answers of all subjects. */
  readonly failures: FailureAlarm;
  /** The messages that this process waits to hear of. */
  readonly receipts: AwaitedReceipts;
  /** To the owners of accounts. */
  readonly notices: Notices;
  /** What the pending store is held to. */
  readonly limits: SendLimits & TryLimits;
  /** Stamps an event and hands it to the sinks. One that throws changes nothing. */
  tell(event: UnstampedEvent): void;
  /** The sign-in that is at work, where one is. */
  readonly token?: SignInToken;
  /** What the session has proved that asks, where one does. */
  readonly assurance?: Assurance | undefined;
  /** Those who are told beside the sink. */
  readonly watchers: Set<Watcher>;
}

/** Checks the options and puts the engine together. @throws OptionError */
export function createEngine<User>(given: SecondFactorOptions<User>): Engine<User> {
  const { secrets, ...options } = observed(resolveOptions(given));
  const watchers = new Set<Watcher>();
  const tell = (event: UnstampedEvent) => {
    const stamped = stampEvent(event, options.clock.now());
    for (const sink of options.events) show(stamped, (event) => sink.emit(event));
    for (const watcher of watchers) show(stamped, watcher);
  };
  const keys = new KeyRing(secrets);
  const notices = new Notices(options, keys, tell);
  watchers.add((event) => notices.look(event));
  if (options.onAlarm) watchers.add(alarmed(options.onAlarm, tell));
  return {
    options,
    keys,
    hashing: options.observer?.observe('hash', HASHING) ?? HASHING,
    conversions: new Conversions(options, keys, tell),
    failures: new FailureAlarm(options, tell),
    postures: new PostureCache(options.factors, options.clock),
    breaker: new Breaker(options.clock),
    receipts: new AwaitedReceipts(options.timer),
    notices,
    limits: limitsOf(options),
    tell,
    watchers,
  };
}

/** An onlooker must neither open nor refuse a sign-in, nor end the process, by what it throws, at once or later. */
function show(event: SecondFactorEvent, look: (event: SecondFactorEvent) => unknown): void {
  try {
    const later = look(event);
    if (later === Object(later)) Promise.resolve(later).catch(() => undefined);
  } catch {
    // It has not seen the event.
  }
}

/** What a sign-in is held to: a browser that is known, and recovery codes, have tries of their own: fewer, and no waits. */
export function limitsFor<User>({ limits }: Engine<User>, { ledger }: SignInKey): SendLimits & TryLimits {
  if (ledger === undefined) return limits;
  const { failures: maxFailures } = ledger === RECOVERY_LEDGER ? RECOVERY : KNOWN_BROWSER;
  return { ...limits, maxFailures, waitsSeconds: [] };
}

function limitsOf<User>(options: Omit<ResolvedOptions<User>, 'secrets'>): SendLimits & TryLimits {
  const { resendWaitsSeconds, maxSends, maxTries, maxFailures } = options;
  const { from: waitsFrom, seconds: waitsSeconds } = FAILURE_WAITS;
  const failureWindowSeconds = FAILURE_WINDOW_SECONDS;
  return { resendWaitsSeconds, maxSends, maxTries, maxFailures, failureWindowSeconds, waitsFrom, waitsSeconds };
}
