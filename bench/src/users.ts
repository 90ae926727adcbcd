/** How many accounts there are: more than any round has steps, so that nobody comes near a limit of sends. */
export const USERS = 10_000;

/**
 * Of better-auth: its own adapter for a database in memory looks through all rows, and with so few nobody waits for that.
 * None of its limits that are on here keeps an account from signing in again and again.
 */
export const BETTER_AUTH_USERS = 128;

/** The one password of all: what a password hash costs is not part of the second step. */
export const PASSWORD = 'a-long-password-1';

/** An account. */
export interface User {
  readonly id: string;
  readonly index: number;
  readonly email: string;
  readonly password: string;
  readonly phone: string;
}

const FIRST_NUMBER = 10_000_000;

/** The phone number of an account: a Dutch mobile number. */
const phoneOf = (index: number): string => `+316${FIRST_NUMBER + index}`;

/** Which account a phone number is of. */
export const userOfPhone = (phone: string): number => Number(phone.slice(4)) - FIRST_NUMBER;

/** The address of an account. */
export const emailOf = (index: number): string => `user-${index}@example.com`;

/** The id of an account: a UUID, as a database would have made. */
export const idOf = (index: number): string => `${String(index).padStart(8, '0')}-0000-4000-8000-000000000000`;

/** Makes an account. */
export function userOf(index: number): User {
  return { id: idOf(index), index, email: emailOf(index), password: PASSWORD, phone: phoneOf(index) };
}

/** All accounts of an app, found by id or address without a trip. */
export class Accounts {
  readonly #byId = new Map<string, User>();
  readonly #byEmail = new Map<string, User>();

  constructor() {
    for (let index = 0; index < USERS; index += 1) {
      const user = userOf(index);
      this.#byId.set(user.id, user);
      this.#byEmail.set(user.email, user);
    }
  }

  /** The account with this id. */
  byId(id: string): User | null {
    return this.#byId.get(id) ?? null;
  }

  /** The account of this address and password; `null` when there is none. */
  check(email: string, password: string): User | null {
    const user = this.#byEmail.get(email);
    return user?.password === password ? user : null;
  }
}
