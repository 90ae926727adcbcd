import { CHANNELS, type SecondFactorError } from '@countersign/core';
import { queryOf } from '../pages/paths.js';
import { errorBody, guardHeaders } from '../replies/error-body.js';
import { ERROR_STATUS } from '../replies/status-table.js';
import { redirectReply, type WebReply } from '../replies/web-reply.js';
import { isPostedForm } from '../requests/interrupted-form.js';
import { asksForPage } from '../requests/negotiation.js';
import type { WebRequest } from '../requests/web-request.js';
import type { WebContext } from '../web-options.js';
import { interrupt, restart } from './interrupt.js';

/**
 * What a browser gets that asked for a page of the host, or posted a form to one: the second step, and afterwards that page,
 * or the form once more; else `undefined`.
 */
export async function onwards<User>(
  web: WebContext<User>,
  request: WebRequest<User>,
  { data }: SecondFactorError,
): Promise<WebReply | undefined> {
  const { method, url, headers } = request;
  if (data.next === undefined || !asksForPage(headers)) return undefined;
  const to = (returnTo: string) => `${web.page().basePath}${queryOf({ returnTo, ...askedOf(data) })}`;
  if (method === 'GET') return redirectReply(to(url));
  const returnTo = isPostedForm(request) ? await interrupt(web, request) : undefined;
  return returnTo === undefined ? undefined : restart(web, to(returnTo));
}

/** A text goes out first wherever it counts. */
function askedOf({ approval, methods }: SecondFactorError['data']) {
  const method = methods?.includes('sms') ? undefined : CHANNELS.find((channel) => methods?.includes(channel));
  return { approval, method };
}

/** The reply to a request that a guard refuses, for frameworks that have no errors of their own. */
export async function refuseGuarded<User>(
  web: WebContext<User>,
  request: WebRequest<User>,
  error: SecondFactorError,
): Promise<WebReply> {
  const body = JSON.stringify(errorBody(error));
  const headers = { 'Content-Type': 'application/json; charset=utf-8', ...guardHeaders(error) };
  return (await onwards(web, request, error)) ?? { status: ERROR_STATUS[error.code], headers, cookies: [], body };
}
