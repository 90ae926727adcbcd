import type { Clock } from '../ports/clock.js';
import type { KeptKey } from '../ports/kept-text.js';
import type { CodeTarget, LiveCode, NewSignIn, PendingSignIn, SignInKey } from '../ports/pending-sign-in.js';
import type { Locked, Waiting } from '../ports/pending-store.js';
import type { TrustedDevice } from '../ports/trusted-device.js';
import { ExpiringMap } from './expiring-map.js';

/** A pending sign-in as it is held. */
export interface SignInRecord extends Omit<NewSignIn, 'expiresInSeconds'> {
  /** The gate of every code sent; the last one is the live code's. */
  readonly gates: readonly string[];
  readonly tries: number;
  readonly target: CodeTarget | null;
}

/** Codes of numbers that are watched together. */
export interface Tally {
  readonly sent: number;
  readonly verified: number;
  /** Alarms raised in this window. */
  readonly told: readonly string[];
  /** Places of strangers. */
  readonly near: readonly number[];
}

/** A trusted device as it is held. */
export interface DeviceRecord extends Omit<TrustedDevice, 'expiresInSeconds'> {
  /** That of the value before. */
  readonly before?: string;
  readonly hash: string;
}

/** What {@link MemoryPendingStore} holds: a map for each kind of key. */
export class MemoryRecords {
  readonly signIns: ExpiringMap<SignInRecord>;
  readonly codes: ExpiringMap<Omit<LiveCode, 'expiresInSeconds'>>;
  readonly cooldowns: ExpiringMap<true>;
  /** Until the quota that refused a sign-in's last code has room again. */
  readonly pauses: ExpiringMap<true>;
  /** By ledger: see {@link MemoryRecords.ledgerOf}. */
  readonly failures: ExpiringMap<number>;
  /** By ledger: until its answers are judged again. */
  readonly waits: ExpiringMap<true>;
  /** By subject tag: the numbers that it has tried to register. */
  readonly numbers: ExpiringMap<readonly string[]>;
  /** Sends, by the owner of a quota and the name of its window. */
  readonly sends: ExpiringMap<number>;
  /** Wrong answers of all subjects together. */
  readonly allFailures: ExpiringMap<number>;
  /** Codes sent and come back, by dial code and by block of numbers. */
  readonly tallies: ExpiringMap<Tally>;
  /** Texts that are used once. */
  readonly kept: ExpiringMap<string>;
  /** By subject tag and id. */
  readonly devices: ExpiringMap<DeviceRecord>;

  /** @param clock - tells what has expired. */
  constructor(readonly clock: Clock) {
    this.signIns = new ExpiringMap(clock);
    this.codes = new ExpiringMap(clock);
    this.cooldowns = new ExpiringMap(clock);
    this.pauses = new ExpiringMap(clock);
    this.failures = new ExpiringMap(clock);
    this.waits = new ExpiringMap(clock);
    this.numbers = new ExpiringMap(clock);
    this.sends = new ExpiringMap(clock);
    this.allFailures = new ExpiringMap(clock);
    this.tallies = new ExpiringMap(clock);
    this.kept = new ExpiringMap(clock);
    this.devices = new ExpiringMap(clock);
  }

  /** Whose failures and waits a step is held to: the subject's, or those of a name that it has beside them. */
  static ledgerOf({ subjectTag, ledger }: Omit<SignInKey, 'id'>): string {
    return ledger === undefined ? subjectTag : `${subjectTag}/${ledger}`;
  }

  /** The name of one kept text. */
  static keptNameOf({ subjectTag, kind, id }: KeptKey): string {
    return `${subjectTag}:${kind}:${id}`;
  }

  /** The name of one sign-in in the four maps of sign-ins. */
  static nameOf(key: Pick<SignInKey, 'subjectTag' | 'id'>): string {
    return `${key.subjectTag}:${key.id}`;
  }

  /** The sign-in as the port shows it. */
  view(key: SignInKey, { gates, ...record }: SignInRecord): PendingSignIn {
    const name = MemoryRecords.nameOf(key);
    const code = this.codes.get(name);
    return {
      ...record,
      sends: gates.length,
      expiresInSeconds: toSeconds(this.signIns.remaining(name)),
      resendInSeconds: toSeconds(Math.max(this.cooldowns.remaining(name), this.pauses.remaining(name))),
      answerInSeconds: toSeconds(this.waits.remaining(MemoryRecords.ledgerOf(key))),
      code: code ? { ...code, expiresInSeconds: toSeconds(this.codes.remaining(name)) } : null,
    };
  }

  /**
   * What keeps the subject from going on; `undefined` when nothing does.
   * @param lifeSeconds - a wait refuses a code only where it would outlast it; 0 for an answer.
   */
  hindrance(key: SignInKey, maxFailures: number, lifeSeconds: number): Locked | Waiting | undefined {
    const ledger = MemoryRecords.ledgerOf(key);
    if ((this.failures.get(ledger) ?? 0) >= maxFailures) {
      return { status: 'locked', retryAfterSeconds: toSeconds(this.failures.remaining(ledger)) };
    }
    const retryAfterSeconds = toSeconds(this.waits.remaining(ledger));
    return retryAfterSeconds > lifeSeconds ? { status: 'waiting', retryAfterSeconds } : undefined;
  }

  /** Removes a sign-in and all that hangs on it. */
  remove(name: string): void {
    for (const map of [this.signIns, this.codes, this.cooldowns, this.pauses]) map.delete(name);
  }
}

/** Rounds up: who is told to wait 1 s and does is never refused for the rest of a second. */
export function toSeconds(milliseconds: number): number {
  return Math.ceil(milliseconds / 1_000);
}
