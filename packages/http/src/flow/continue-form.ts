import type { SignInToken } from '@countersign/core';
import { renderPage } from '../pages/render-page.js';
import { htmlReply, notFoundReply, redirectReply, type WebReply } from '../replies/web-reply.js';
import { preferredForm } from '../requests/negotiation.js';
import type { WebRequest } from '../requests/web-request.js';
import type { WebContext } from '../web-options.js';
import { askedReturnTo } from './asked-return-to.js';
import { heldSession } from './asked-step-up.js';

/** Where the form is offered again. */
export function continuePathOf<User>(web: WebContext<User>): string {
  return `${web.page().basePath}/continue`;
}

/**
 * `GET /2fa/continue`: the form that a step-up has interrupted, once, to be posted again by its owner. Who has none goes to
 * the default page. Nothing of it is done before the button is pressed (R79).
 */
export async function continueForm<User>(web: WebContext<User>, request: WebRequest<User>): Promise<WebReply> {
  const { user, assurance, headers, method } = request;
  if (preferredForm(headers) === 'json' || method === 'HEAD') return notFoundReply();
  const form = user === undefined ? undefined : await web.secondFactor.forms.take(user, assurance);
  if (!form) return redirectReply(web.defaultPath);
  const page = renderPage({ name: 'continue', form, defaultPath: web.defaultPath }, web.page());
  // Without a referrer a form's `Origin` is `null`, which the host's own check of it would refuse.
  return htmlReply(200, page, { 'Referrer-Policy': 'same-origin' });
}

/** A session whose form was interrupted has opened the second step for it: the form goes with that one. */
export async function handOverForm<User>(
  web: WebContext<User>,
  request: WebRequest<User>,
  user: User,
  token: SignInToken,
): Promise<void> {
  if (askedReturnTo(web, request) !== continuePathOf(web)) return;
  await web.secondFactor.forms.handOver(user, heldSession(web, request), token);
}
