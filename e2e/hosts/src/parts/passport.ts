import global, { type PassportStatic } from 'passport';
import type { Account } from './accounts.js';
import type { Parts } from './parts.js';

/**
 * Tells Passport of the host's first factors, and how its sessions remember an account.
 *
 * @param passport - Koa has one of its own.
 */
export function usePassport(
  { strategies, accounts }: Parts,
  passport: Pick<PassportStatic, 'use' | 'serializeUser' | 'deserializeUser'> = global,
): void {
  for (const [name, strategy] of strategies) passport.use(name, strategy);
  passport.serializeUser<string>((user, done) => done(null, (user as Account).id));
  passport.deserializeUser<string>((id, done) => done(null, (accounts.active(id) ?? false) as Express.User | false));
}
