import { randomBytes } from 'node:crypto';
import type { Assurance } from '@countersign/core';

const LIFETIME_MS = 8 * 60 * 60 * 1_000;

/** What a refresh token renews: nothing is proved anew, so what was proved stays what it was. */
export interface Renewable {
  readonly assurance: Assurance;
  readonly actsAs: string | undefined;
}

/** Refresh tokens: random texts, each good for one use. */
export class RefreshTokens {
  readonly #live = new Map<string, Renewable & { readonly until: number }>();

  /** Makes one. */
  issue(renewable: Renewable): string {
    const token = randomBytes(32).toString('base64url');
    this.#live.set(token, { ...renewable, until: Date.now() + LIFETIME_MS });
    return token;
  }

  /** Uses one up; `null` for one that is unknown, used or too old. */
  take(token: unknown): Renewable | null {
    const found = this.#live.get(String(token));
    this.#live.delete(String(token));
    return found && found.until > Date.now() ? found : null;
  }
}
