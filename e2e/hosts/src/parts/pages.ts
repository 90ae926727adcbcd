import type { InboxMessage, Requirement } from '@countersign/core';
import type { Account } from './accounts.js';
import { escaped, page } from './page.js';
import { PRODUCTS } from './products.js';

/** E-mail and password. */
export function loginPage(message = ''): string {
  const alert = message && `<p role="alert">${escaped(message)}</p>`;
  return page(
    'Log in',
    `${alert}
<form method="post" action="/login">
<p><label>E-mail <input name="username" type="email" autocomplete="username" required></label></p>
<p><label>Password <input name="password" type="password" autocomplete="current-password" required></label></p>
<p><button>Log in</button></p>
</form>`,
  );
}

/** What is behind the log-in. */
export function dashboardPage({ email }: Account, requirement: Requirement): string {
  const rows = PRODUCTS.map(({ sku, name, stock }) => `<tr><td>${sku}<td>${escaped(name)}<td>${stock}`);
  return page(
    'Dashboard',
    `<p>Signed in as ${escaped(email)}. The second step is ${requirement}.</p>
<table>${rows.join('')}</table>
<p><a href="/files/report.txt">Report</a></p>
<form method="post" action="/logout"><button>Log out</button></form>`,
  );
}

/** A phone with the texts on it, for a host without Twilio. */
export function inboxPage(messages: readonly InboxMessage[]): string {
  const items = messages.map(({ to, body }) => `<li><p>To ${escaped(to)}</p><pre>${escaped(body)}</pre></li>`);
  return page('Messages', `<ol>${items.join('')}</ol>`);
}
