import { safeReturnTo } from '../requests/return-to.js';
import type { WebRequest } from '../requests/web-request.js';
import type { WebContext } from '../web-options.js';

/** The page first asked for: `returnTo` in the query, or in the body of a log-in. `null` when absent or unsafe (R81). */
export function askedReturnTo<User>(
  { origins: { own } }: Pick<WebContext<User>, 'origins'>,
  { url, body }: Pick<WebRequest<User>, 'url' | 'body'>,
): string | null {
  const at = url.indexOf('?');
  const asked = at < 0 ? null : new URLSearchParams(url.slice(at)).get('returnTo');
  return safeReturnTo(asked ?? (body as { returnTo?: unknown } | null | undefined)?.returnTo, own);
}
