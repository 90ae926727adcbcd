import type { UnstampedEvent } from '../event-stamp.js';
import type { KeyRing } from '../key-ring.js';
import { dialCodeOfNumber } from '../parse-phone.js';
import type { PhoneNumber } from '../phone-number.js';
import type { Conversion, ConversionAlarm, ConversionLimits } from '../ports/conversion.js';
import type { PendingStore } from '../ports/pending-store.js';
import type { Timer } from '../ports/timer.js';
import { isUnproved, type Purpose } from '../purpose.js';
import { CONVERSION_LIMITS, pauseOf } from './conversion-limits.js';
import { Gathering } from './gathering.js';

/**
 * How long happenings are gathered before the store is told, so that no answer waits for it or costs a command more: not
 * long once so many codes have gone to a dial code that the rest may make the alarm.
 */
const GATHERED_MS = { quiet: 60_000, busy: 1_000 } as const;
const BUSY_FROM = CONVERSION_LIMITS.leastSent / 2;
/** So many are told at once. */
const MOST_GATHERED = 20;

interface Parts {
  readonly pending: PendingStore;
  readonly lowConversion: 'pause' | 'alarm';
  readonly timer: Timer;
}

/** What tells the sink. */
type Tell = (event: UnstampedEvent) => void;

interface Gathered extends Conversion {
  sent: number;
  verified: number;
  readonly strangers: number[];
  readonly proved: number[];
  /** The numbers without their last four digits: for the operator, who has to block them. */
  readonly prefix: string;
}

/**
 * Counts codes that are sent and codes that come back, by block of numbers and by dial code, and raises the alarm where too
 * few do (R29). It stands beside the flow: nobody waits for it, and when the store does not answer nothing is counted.
 */
export class Conversions {
  readonly #pending: PendingStore;
  readonly #limits: ConversionLimits;
  readonly #keys: KeyRing;
  readonly #tell: Tell;
  readonly #gathering: Gathering;
  #gathered = new Map<string, Gathered>();
  #happenings = 0;
  #busy = false;

  constructor({ pending, lowConversion, timer }: Parts, keys: KeyRing, tell: Tell) {
    this.#pending = pending;
    this.#gathering = new Gathering(timer, () => this.#count());
    this.#limits = lowConversion === 'pause' ? CONVERSION_LIMITS : { ...CONVERSION_LIMITS, pauseSeconds: 0 };
    this.#keys = keys;
    this.#tell = tell;
  }

  /** So many codes have gone to a dial code today, the one included that goes out next. */
  charged(sends: number): void {
    const busy = sends >= BUSY_FROM;
    if (busy && !this.#busy) this.#gathering.flush();
    this.#busy = busy;
  }

  /** A code has gone to this number, or may have. */
  sent(phone: PhoneNumber, purpose: Purpose): void {
    this.#note(phone, (gathered, place) => {
      gathered.sent += 1;
      if (isUnproved(purpose)) gathered.strangers.push(place);
    });
  }

  /** A code came back from this number. */
  verified(phone: PhoneNumber): void {
    this.#note(phone, (gathered, place) => {
      gathered.verified += 1;
      gathered.proved.push(place);
    });
  }

  #note(phone: PhoneNumber, add: (to: Gathered, place: number) => void): void {
    const { block, place } = this.#keys.numberBlock(phone);
    const gathered = this.#gathered.get(block) ?? emptyOf(phone, block);
    add(gathered, place);
    this.#gathered.set(block, gathered);
    this.#happenings += 1;
    this.#gathering.added(this.#happenings, MOST_GATHERED, GATHERED_MS[this.#busy ? 'busy' : 'quiet']);
  }

  #count(): void {
    const all = [...this.#gathered.values()];
    this.#gathered = new Map();
    this.#happenings = 0;
    for (const { prefix, ...conversion } of all) {
      const noted = this.#pending.noteConversion(conversion, this.#limits, pauseOf(conversion));
      noted.then(
        (alarms) => this.#raise(alarms, conversion.dialCode, prefix),
        // What cannot be counted is no reason to refuse anything: every quota holds as ever.
        () => undefined,
      );
    }
  }

  #raise(alarms: readonly ConversionAlarm[], dialCode: string, prefix: string): void {
    for (const { of, cause, sent: sends, verified } of alarms) {
      const ofBlock = of === 'block';
      const about = { dialCode, prefix: ofBlock ? prefix : null, cause, sends, verified };
      this.#tell({
        type: 'countersign.sends.conversion_low',
        ...about,
        paused: ofBlock && this.#limits.pauseSeconds > 0,
      });
    }
  }
}

function emptyOf(phone: PhoneNumber, block: string): Gathered {
  const prefix = phone.reveal().slice(0, -4);
  return { dialCode: dialCodeOfNumber(phone), block, prefix, sent: 0, verified: 0, strangers: [], proved: [] };
}
