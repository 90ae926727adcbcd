import { SecondFactorError, type SecondFactorState } from '@countersign/core';
import { renderPage } from '../pages/render-page.js';
import { htmlReply, jsonReply, redirectReply, type WebReply } from '../replies/web-reply.js';
import { preferredForm } from '../requests/negotiation.js';
import type { WebRequest } from '../requests/web-request.js';
import type { WebContext } from '../web-options.js';
import { askedReturnTo } from './asked-return-to.js';
import { pageFor } from './page-for.js';

/** `GET /2fa`: where the visitor stands, or the screen that fits. Changes nothing, sends nothing (R79). */
export async function show<User>(web: WebContext<User>, request: WebRequest<User>): Promise<WebReply> {
  const state = await currentState(web, request);
  if (preferredForm(request.headers) === 'json') return jsonReply(200, state);
  if (state.status === 'signed_in') return redirectReply(web.defaultPath);
  return htmlReply(200, renderPage(pageFor(web, request, state), web.page(askedReturnTo(web, request))));
}

async function currentState<User>(web: WebContext<User>, request: WebRequest<User>): Promise<SecondFactorState> {
  try {
    return await web.secondFactor.state(web.carrier.read(request.headers));
  } catch (error) {
    const gone = error instanceof SecondFactorError && error.code === 'sign_in_expired';
    if (!gone || request.user === undefined) throw error;
    return web.secondFactor.sessionState(request.user, request.assurance);
  }
}
