import type { Strategy } from 'passport';
import { Strategy as CustomStrategy } from 'passport-custom';
import { Strategy as LocalStrategy } from 'passport-local';
import type { Account, Accounts } from './accounts.js';
import { readTicket, type TicketPurpose } from './tickets.js';

/** The host's first factors, by the names under which Passport knows them. */
export function strategies(accounts: Accounts, secret: string): readonly [name: string, strategy: Strategy][] {
  const byTicket = (purpose: TicketPurpose, found = (account: Account, _: Fields) => account) =>
    [purpose, ticketStrategy(accounts, secret, purpose, found)] as [string, Strategy];
  return [
    ['local', passwordStrategy(accounts)],
    byTicket('magic-link'),
    byTicket('invitation'),
    byTicket('sso'),
    byTicket('reset-password', (account, { password }) => accounts.setPassword(account, String(password))),
  ];
}

function passwordStrategy(accounts: Accounts): Strategy {
  return new LocalStrategy((email, password, done) => {
    done(null, (accounts.byPassword(email, password) ?? false) as Express.User | false);
  });
}

type Fields = Readonly<Record<string, unknown>>;

function ticketStrategy(
  accounts: Accounts,
  secret: string,
  purpose: TicketPurpose,
  found: (account: Account, fields: Fields) => Account,
): Strategy {
  const find = async (fields: Fields) => {
    const ticket = await readTicket(secret, purpose, fields.ticket);
    const account = ticket && accounts.byEmail(ticket.sub);
    const active = account && accounts.active(account.id);
    return active ? { account: found(active, fields), info: { amr: ticket.amr } } : null;
  };
  return new CustomStrategy((request, done) => {
    find((request.body ?? {}) as Fields).then(
      (result) => (result ? done(null, result.account, result.info) : done(null, false)),
      done,
    );
  });
}
