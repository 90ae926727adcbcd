import type { SendQuota, SendWindow } from '@countersign/core';

/** What one sign-in of the model is. */
interface ModelSignIn {
  readonly endsAt: number;
  sends: number;
  waitsUntil: number;
  codeEndsAt: number;
}

/** The sends of one window. */
interface Counter {
  readonly endsAt: number;
  readonly count: number;
}

const WAITS = [30, 60, 120];

/**
 * Cooldown, sends of a sign-in and quotas, in as few words as they can be said: what every store is compared with. Time is
 * in seconds and moves when it is told to.
 */
export class SendModel {
  now = 0;
  readonly #signIns = new Map<number, ModelSignIn>();
  readonly #counters = new Map<string, Counter>();

  /** A log-in with a code. */
  open(id: number, quotas: readonly SendQuota[]): string {
    const signIn = { endsAt: this.now + 600, sends: 0, waitsUntil: 0, codeEndsAt: 0 };
    this.#signIns.set(id, signIn);
    return this.#charge(quotas) ? this.#sent(signIn, 'opened') : 'full';
  }

  /** Another code. */
  issue(id: number, quotas: readonly SendQuota[]): string {
    const signIn = this.#signIns.get(id);
    if (!signIn || signIn.endsAt <= this.now) return 'gone';
    if (signIn.waitsUntil > this.now) return 'too_soon';
    if (signIn.sends >= 3) return 'too_many';
    return this.#charge(quotas) ? this.#sent(signIn, 'issued') : 'full';
  }

  /** The same code once more: the wait after a send, and the code's life, stay as they are. */
  repeat(id: number, quotas: readonly SendQuota[]): string {
    const signIn = this.#signIns.get(id);
    if (!signIn || signIn.endsAt <= this.now) return 'gone';
    if (signIn.codeEndsAt <= this.now) return 'settled';
    if (signIn.sends >= 3) return 'too_many';
    if (!this.#charge(quotas)) return 'full';
    signIn.sends += 1;
    return 'charged';
  }

  /** An answer with the last code; where it is right the sign-in is gone, and its charges stay. */
  verify(id: number): string {
    const signIn = this.#signIns.get(id);
    if (!signIn || signIn.endsAt <= this.now) return 'gone';
    if (signIn.sends === 0) return 'not_requested';
    if (signIn.codeEndsAt <= this.now) return 'expired';
    this.#signIns.delete(id);
    return 'right';
  }

  #sent(signIn: ModelSignIn, outcome: string): string {
    signIn.waitsUntil = this.now + (WAITS[signIn.sends] ?? 0);
    signIn.sends += 1;
    signIn.codeEndsAt = Math.min(this.now + 300, signIn.endsAt);
    return outcome;
  }

  #charge(quotas: readonly SendQuota[]): boolean {
    const windows = quotas.flatMap(({ owner, windows }) => windows.map((window) => ({ owner, ...window })));
    if (windows.some((window) => this.#counter(window).count >= window.limit)) return false;
    for (const window of windows) {
      const { endsAt, count } = this.#counter(window);
      this.#counters.set(`${window.owner} ${window.name}`, { endsAt, count: count + 1 });
    }
    return true;
  }

  #counter({ owner, name, seconds }: SendWindow & { owner: string }): Counter {
    const live = this.#counters.get(`${owner} ${name}`);
    return live && live.endsAt > this.now ? live : { endsAt: this.now + seconds, count: 0 };
  }
}
