import type { SecondFactorState } from '@countersign/core';
import { jsonReply, redirectReply, type WebReply, withCookies } from '../replies/web-reply.js';
import type { Granted } from '../requests/carrier.js';
import { preferredForm } from '../requests/negotiation.js';
import type { WebRequest } from '../requests/web-request.js';
import type { WebContext } from '../web-options.js';

/** What a step answers that has sent a code: 202 with the state, or on to the screen that fits. */
export function stateReply<User>(
  web: WebContext<User>,
  { headers }: WebRequest<User>,
  state: SecondFactorState,
  granted?: Granted,
): WebReply {
  const json = preferredForm(headers) === 'json';
  const body = granted?.token === undefined ? state : { ...state, token: granted.token };
  const reply = json ? jsonReply(202, body) : redirectReply(web.page().basePath);
  return withCookies(reply, granted?.cookies ?? []);
}
