import type { Known } from '../harness/known.js';

/** A request, as it was answered. */
export interface Seen {
  readonly what: string;
  readonly ms: number;
  /** How late our own timers were meanwhile: a machine that is busy keeps everybody waiting. */
  readonly lagMs: number;
}

/** What a request that sends may take besides, in milliseconds (R85). */
const PROVIDER_MS = 5_000;
const SENDS = new Set(['login', 'phone']);

/** Keeps what was seen, and tells what must not be. */
export class Witness {
  readonly violations: string[] = [];
  /** How often each answer came, as `verify 200 signed_in`. */
  readonly answers: Record<string, number> = {};
  /** The slowest answer, without what the machine added, in milliseconds. */
  slowestMs = 0;
  /** Most that a request may take, in milliseconds (R83). */
  readonly #limitMs: number;
  readonly #rights = new Map<string, Set<string>>();

  /** @param limitMs - most that a request may take, sending apart. */
  constructor(limitMs: number) {
    this.#limitMs = limitMs;
  }

  /** Somebody was answered. */
  saw(step: string, outcome: string, { what, ms, lagMs }: Seen): void {
    const name = `${step} ${outcome}`;
    this.answers[name] = (this.answers[name] ?? 0) + 1;
    const own = ms - lagMs;
    this.slowestMs = Math.max(this.slowestMs, SENDS.has(step) ? 0 : own);
    if (own > this.#limitMs + (SENDS.has(step) ? PROVIDER_MS : 0))
      this.violated(`R83: ${what} took ${Math.round(own)} ms`);
  }

  /** Somebody typed a right code after a right password: there may be one session for it. */
  typedRight({ id }: Known, code: string, message: string): void {
    const typed = this.#rights.get(id) ?? new Set();
    this.#rights.set(id, typed.add(`${message} ${code}`));
  }

  /** How many right codes somebody has typed. */
  rightsOf(id: string): number {
    return this.#rights.get(id)?.size ?? 0;
  }

  /** Something happened that must not. */
  violated(what: string): void {
    this.violations.push(what);
  }

  /** Sign-ins that ended in a session. */
  get signedIn(): number {
    return this.answers['verify 200 signed_in'] ?? 0;
  }
}
