import { SecondFactorError } from '@countersign/core';
import { EmptyBody } from '../bodies/empty.body.js';
import { validateBody } from '../bodies/validate-body.js';
import { emptyReply, redirectReply, type WebReply, withCookies } from '../replies/web-reply.js';
import { withStatus } from '../replies/with-status.js';
import { callerOf } from '../requests/caller-of.js';
import { preferredForm } from '../requests/negotiation.js';
import type { WebRequest } from '../requests/web-request.js';
import type { WebContext } from '../web-options.js';
import { judge } from './judge.js';

/** `POST /2fa/cancel`: the pending sign-in is gone, and so is its cookie. There may have been none. */
export async function cancel<User>(web: WebContext<User>, request: WebRequest<User>): Promise<WebReply> {
  validateBody(EmptyBody, request.body);
  const cookies = await forget(web, request);
  const json = preferredForm(request.headers) === 'json';
  if (json) return withCookies(emptyReply(204), cookies);
  // Who cancels a step-up is still signed in.
  return withCookies(redirectReply((await judge(web, request)) ? web.page().loginPath : web.defaultPath), cookies);
}

/**
 * Deletes the pending sign-in that a client holds, for a cancel and for the host's log-out (R48).
 * @returns the `Set-Cookie` lines that take the cookie back.
 * @throws SecondFactorError `second_factor_unavailable`, with a status for the host's own error handling.
 */
export async function forget<User>(
  web: WebContext<User>,
  request: Pick<WebRequest<User>, 'headers' | 'source' | 'user'>,
): Promise<readonly string[]> {
  try {
    await web.secondFactor.cancel(web.carrier.read(request.headers), callerOf(web, request));
  } catch (error) {
    const nothing = error instanceof SecondFactorError && error.code === 'sign_in_expired';
    if (!nothing) throw withStatus(error);
  }
  return web.carrier.revoke().cookies;
}
