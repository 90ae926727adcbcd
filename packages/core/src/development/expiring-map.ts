import type { Clock } from '../ports/clock.js';

interface Expiring<Value> {
  readonly value: Value;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** A map whose records expire, each by itself: in memory, what keys with a TTL are in Redis. */
export class ExpiringMap<Value> {
  readonly #records = new Map<string, Expiring<Value>>();
  readonly #clock: Clock;

  /** @param clock - tells when a record has expired. */
  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The live record, or `undefined`. */
  get(key: string): Value | undefined {
    return this.remaining(key) > 0 ? this.#records.get(key)?.value : undefined;
  }

  /** Milliseconds that the record still lives; 0 when there is none. */
  remaining(key: string): number {
    return Math.max((this.#records.get(key)?.expiresAt ?? 0) - this.#clock.now(), 0);
  }

  /** Writes a record with its expiry. What has expired is swept out first: the map holds what is live, and no more. */
  set(key: string, value: Value, milliseconds: number): void {
    this.#sweep();
    this.#records.set(key, { value, expiresAt: this.#clock.now() + milliseconds });
  }

  /** Changes a live record and leaves its expiry. */
  replace(key: string, value: Value): void {
    const record = this.#records.get(key);
    if (record) this.#records.set(key, { ...record, value });
  }

  /** Removes a record; one that is not there is no error. */
  delete(key: string): void {
    this.#records.delete(key);
  }

  /** Everything held, the expired too: for tests. */
  entries(): [key: string, record: Expiring<Value>][] {
    return [...this.#records];
  }

  #sweep(): void {
    const now = this.#clock.now();
    for (const [key, { expiresAt }] of this.#records) if (expiresAt <= now) this.#records.delete(key);
  }
}
