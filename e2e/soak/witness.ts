import type { TotpSecret } from '@countersign/core';
import type { Known } from '../harness/known.js';

/** A request, as it was answered. */
export interface Seen {
  readonly what: string;
  readonly ms: number;
  /** What of that is the machine's: one that is busy keeps everybody waiting. */
  readonly lagMs: number;
}

/** What a request that sends, or hashes, may take besides, in milliseconds (R85). */
const MORE_MS = 5_000;
const SENDS = new Set(['login', 'phone', 'text', 'resend', 'step-up']);
/** Recovery codes are hashed slowly, a tenth of a second of a processor each, ten of them. */
const HASHES = new Set(['renew', 'recover', 'bind']);
const isLong = (step: string) => SENDS.has(step) || HASHES.has(step);

/** An authenticator app. */
export interface App {
  readonly secret: TotpSecret;
  /** The newest step whose code has been typed. */
  readonly last: number;
}

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
  readonly #apps = new Map<string, App>();

  /** @param limitMs - most that a request may take, sending apart. */
  constructor(limitMs: number) {
    this.#limitMs = limitMs;
  }

  /** Somebody was answered. */
  saw(step: string, outcome: string, { what, ms, lagMs }: Seen): void {
    const name = `${step} ${outcome}`;
    this.answers[name] = (this.answers[name] ?? 0) + 1;
    const own = ms - lagMs;
    this.slowestMs = Math.max(this.slowestMs, isLong(step) ? 0 : own);
    if (own > this.#limitMs + (isLong(step) ? MORE_MS : 0)) this.violated(`R83: ${what} took ${Math.round(own)} ms`);
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

  /** The app of somebody, as far as is known. */
  appOf({ id }: Known): App | undefined {
    return this.#apps.get(id);
  }

  /** Somebody has an app, or none any more. */
  hasApp({ id }: Known, app: App | undefined): void {
    if (app) this.#apps.set(id, app);
    else this.#apps.delete(id);
  }

  /** Something happened that must not. */
  violated(what: string): void {
    this.violations.push(what);
  }

  /** Sign-ins that ended in a session. */
  get signedIn(): number {
    return ['verify', 'app', 'bind'].reduce((sum, step) => sum + (this.answers[`${step} 200 signed_in`] ?? 0), 0);
  }
}
