import { ContestBody } from '../bodies/contest.body.js';
import { validateBody } from '../bodies/validate-body.js';
import type { NotMePage } from '../pages/page.js';
import { renderPage } from '../pages/render-page.js';
import { emptyReply, htmlReply, jsonReply, notFoundReply, type WebReply } from '../replies/web-reply.js';
import { callerOf } from '../requests/caller-of.js';
import { preferredForm } from '../requests/negotiation.js';
import type { WebRequest } from '../requests/web-request.js';
import type { WebContext } from '../web-options.js';

/**
 * `GET /2fa/not-me?token=…`: the link of a notice. Changes nothing (R79): mail servers and programs open links before their
 * readers do. The button of the page does.
 */
export async function showContest<User>(web: WebContext<User>, request: WebRequest<User>): Promise<WebReply> {
  const [, query = ''] = request.url.split('?', 2);
  const token = new URLSearchParams(query).get('token') ?? '';
  const notice = web.secondFactor.contestedNotice(token);
  if (!notice) return unknownReply(web, request);
  if (preferredForm(request.headers) === 'json') return jsonReply(200, { kind: notice.kind, at: notice.at });
  return pageReply(web, 200, { name: 'not-me', token });
}

/**
 * `POST /2fa/not-me`: ends the sessions of the notice's owner (R38, R39). The token is all that counts: it works without a
 * session or cookie. Whatever is wrong with a token, the answer is one and the same.
 * @throws SecondFactorError
 */
export async function contest<User>(web: WebContext<User>, request: WebRequest<User>): Promise<WebReply> {
  const { token } = validateBody(ContestBody, request.body);
  const counts = await web.secondFactor.contest(token, callerOf(web, request));
  if (!counts) return unknownReply(web, request);
  if (preferredForm(request.headers) === 'json') return emptyReply(204);
  return pageReply(web, 200, { name: 'not-me', outcome: 'done' });
}

function unknownReply<User>(web: WebContext<User>, { headers }: WebRequest<User>): WebReply {
  if (preferredForm(headers) === 'json') return notFoundReply();
  return pageReply(web, 404, { name: 'not-me', outcome: 'unknown' });
}

function pageReply<User>(web: WebContext<User>, status: number, page: NotMePage): WebReply {
  return htmlReply(status, renderPage(page, web.page()));
}
