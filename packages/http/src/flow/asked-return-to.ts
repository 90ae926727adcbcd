import { safeReturnTo } from '../requests/return-to.js';
import type { WebRequest } from '../requests/web-request.js';
import type { WebContext } from '../web-options.js';

/** The page first asked for: `returnTo` in the query, or in the body of a log-in. `null` when absent or unsafe (R81). */
export function askedReturnTo<User>(
  { origins: { own } }: Pick<WebContext<User>, 'origins'>,
  { url, body }: Pick<WebRequest<User>, 'url' | 'body'>,
): string | null {
  // A request may name itself by a whole address, and that may be no address at all: `http://x:99999/2fa`.
  const asked = URL.canParse(url, own) ? new URL(url, own).searchParams.get('returnTo') : null;
  return safeReturnTo(asked ?? (body as { returnTo?: unknown } | null | undefined)?.returnTo, own);
}
