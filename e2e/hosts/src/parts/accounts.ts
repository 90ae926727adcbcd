import { createHash } from 'node:crypto';

/** Somebody who may log in. */
export interface Account {
  readonly id: string;
  readonly email: string;
  /** Hashed fast, as nothing here is kept; a real console hashes slowly. */
  readonly passwordHash: string;
}

const EMAIL = /^([a-z][a-z0-9-]{0,30})@example\.com$/;

/**
 * The accounts: as `alice@example.com` with `alice-password-1`, and so for every other first name, so that each test has
 * people of its own. In memory: a new start knows nothing of what changed.
 */
export class Accounts {
  readonly #changed = new Map<string, Account>();
  readonly #disabled = new Set<string>();

  /** The account of an address, disabled or not. */
  byEmail(email: unknown): Account | null {
    const name = EMAIL.exec(String(email))?.[1];
    if (name === undefined) return null;
    const id = `account-${name}`;
    return this.#changed.get(id) ?? { id, email: String(email), passwordHash: hash(id, `${name}-password-1`) };
  }

  /** Who has this password and may log in. */
  byPassword(email: unknown, password: unknown): Account | null {
    const account = this.byEmail(email);
    const right = account !== null && account.passwordHash === hash(account.id, String(password));
    return right ? this.active(account.id) : null;
  }

  /** The account of an id, when it may log in now. */
  active(id: string): Account | null {
    return this.#disabled.has(id) ? null : this.byEmail(`${id.replace(/^account-/, '')}@example.com`);
  }

  /** Gives an account a new password. */
  setPassword({ id, email }: Account, password: string): Account {
    const account = { id, email, passwordHash: hash(id, password) };
    this.#changed.set(id, account);
    return account;
  }

  /** Shuts an account out. */
  disable({ id }: Account): void {
    this.#disabled.add(id);
  }
}

function hash(id: string, password: string): string {
  return createHash('sha256').update(`${id}:${password}`).digest('base64url');
}
