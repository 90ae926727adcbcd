import { SecondFactorError } from '@countersign/core';
import type { ReportedAccount } from '../pages/page.js';
import { renderPage } from '../pages/render-page.js';
import { csvLine } from '../replies/csv-line.js';
import { csvReply, htmlReply, jsonReply, notFoundReply, type WebReply } from '../replies/web-reply.js';
import { preferredForm } from '../requests/negotiation.js';
import type { WebRequest } from '../requests/web-request.js';
import type { AdministeredAccount, AdministeredAccounts, WebContext } from '../web-options.js';
import { inTime, mayAdminister, provedAdministrator } from './administrator.js';
import { onwards } from './refuse-guarded.js';

/**
 * `GET /2fa/admin/report`, with `?format=csv` to download: who has a second factor, since when, and who has none. For whom the
 * host lets administer, after a second factor proved just now, and of nobody else's accounts (R72).
 * @throws SecondFactorError
 */
export async function report<User>(web: WebContext<User>, request: WebRequest<User>): Promise<WebReply> {
  if (!web.administered) return notFoundReply();
  try {
    const actor = await provedAdministrator(web, request);
    const accounts = await accountsOf(web, web.administered, actor);
    return accounts.length === 0 ? notFoundReply() : written(web, request, await adopted(web, accounts));
  } catch (error) {
    const elsewhere = error instanceof SecondFactorError ? await onwards(web, request, error) : undefined;
    if (elsewhere) return elsewhere;
    throw error;
  }
}

async function accountsOf<User>(
  web: WebContext<User>,
  list: AdministeredAccounts<User>,
  actor: User,
): Promise<readonly AdministeredAccount[]> {
  const found = new Map<string, AdministeredAccount>();
  for (let page = 0; ; page += 1) {
    const asked = await inTime(async () => list(actor, page));
    const fresh = asked.filter(({ id }) => !found.has(id));
    if (fresh.length === 0) break;
    for (const account of fresh) found.set(account.id, account);
  }
  const allowed = await Promise.all([...found.keys()].map((id) => mayAdminister(web, actor, id, 'report')));
  return [...found.values()].filter((_, place) => allowed[place]);
}

async function adopted<User>(
  { secondFactor }: WebContext<User>,
  accounts: readonly AdministeredAccount[],
): Promise<readonly ReportedAccount[]> {
  const adoption = await secondFactor.adoption(accounts.map(({ id }) => id));
  return accounts.map(({ id, name }) => {
    const { methods = [], since } = adoption.get(id) ?? {};
    return { id, name, methods, since: since?.toISOString() ?? null };
  });
}

function written<User>(
  web: WebContext<User>,
  { url, headers }: WebRequest<User>,
  accounts: readonly ReportedAccount[],
): WebReply {
  if (/[?&]format=csv(&|$)/.test(url)) return csvReply('second-factors.csv', csvOf(accounts));
  if (preferredForm(headers) === 'html') return htmlReply(200, renderPage({ name: 'report', accounts }, web.page()));
  const enrolled = accounts.filter(({ methods }) => methods.length > 0).length;
  return jsonReply(200, { enrolled, accounts });
}

function csvOf(accounts: readonly ReportedAccount[]): string {
  const rows = accounts.map(({ id, name, methods, since }) => [id, name, methods.join(' '), since ?? '']);
  return [['id', 'name', 'methods', 'since'], ...rows].map(csvLine).join('');
}
