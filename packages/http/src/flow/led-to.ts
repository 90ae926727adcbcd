import { SecondFactorError } from '@countersign/core';
import { queryOf } from '../pages/paths.js';
import { preferredForm } from '../requests/negotiation.js';
import type { WebRequest } from '../requests/web-request.js';
import type { WebContext } from '../web-options.js';
import { askedReturnTo } from './asked-return-to.js';

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

/** The same of whatever was thrown: a browser comes back to the page that it had asked for. What is no such refusal stays. */
export function ledWhereDue<User>(web: WebContext<User>, request: WebRequest<User>, thrown: unknown): unknown {
  const isDue = thrown instanceof SecondFactorError && thrown.code === 'step_up_required' && !thrown.data.next;
  return isDue ? ledTo(web, request, thrown, askedReturnTo(web, request)) : thrown;
}
