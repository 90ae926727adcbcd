import { SecondFactorError } from '@countersign/core';
import { queryOf } from '../pages/paths.js';
import { preferredForm } from '../requests/negotiation.js';
import type { WebRequest } from '../requests/web-request.js';
import type { WebContext } from '../web-options.js';

/**
 * A refusal that says where to get the proof that is missing: at the step-up, with the password where that is due as well, or at
 * another log-in (R34). A browser comes back from there.
 */
export function ledTo<User>(
  web: WebContext<User>,
  { headers }: Pick<WebRequest<User>, 'headers'>,
  { code, data }: SecondFactorError,
  returnTo: string | null,
): SecondFactorError {
  const { basePath, loginPath } = web.page();
  const place = data.firstFactor === 'log_in' ? loginPath : basePath;
  const prove = data.firstFactor === 'password' ? 'password' : undefined;
  const next = preferredForm(headers) === 'json' ? place : `${place}${queryOf({ returnTo, prove })}`;
  return new SecondFactorError(code, { ...data, next });
}
