import { Strategy } from 'passport-local';
import type { Accounts } from '../users.js';

/** The first factor of every app that uses Passport: an address and a password. */
export function localStrategy(accounts: Accounts): Strategy {
  return new Strategy((username, password, done) => done(null, accounts.check(username, password) ?? false));
}
