import type { SecondFactorError } from '@countersign/core';
import { errorBody, guardHeaders } from '../replies/error-body.js';
import { ERROR_STATUS } from '../replies/status-table.js';
import { redirectReply, type WebReply } from '../replies/web-reply.js';
import { asksForPage } from '../requests/negotiation.js';
import type { WebRequest } from '../requests/web-request.js';
import type { WebContext } from '../web-options.js';

/** What a browser gets that asked for a page of the host: the second step, and that page afterwards; else `undefined`. */
export function onwards<User>(
  web: WebContext<User>,
  { method, url, headers }: WebRequest<User>,
  error: SecondFactorError,
): WebReply | undefined {
  if (method !== 'GET' || error.data.next === undefined || !asksForPage(headers)) return undefined;
  return redirectReply(`${web.page().basePath}?${new URLSearchParams({ returnTo: url })}`);
}

/** The reply to a request that a guard refuses, for frameworks that have no errors of their own. */
export function refuseGuarded<User>(
  web: WebContext<User>,
  request: WebRequest<User>,
  error: SecondFactorError,
): WebReply {
  const body = JSON.stringify(errorBody(error));
  const headers = { 'Content-Type': 'application/json; charset=utf-8', ...guardHeaders(error) };
  return onwards(web, request, error) ?? { status: ERROR_STATUS[error.code], headers, cookies: [], body };
}
