import type { PageProblem } from '../pages/page.js';
import { renderPage } from '../pages/render-page.js';
import { htmlReply, jsonReply, type WebReply } from '../replies/web-reply.js';
import { preferredForm } from '../requests/negotiation.js';
import type { WebRequest } from '../requests/web-request.js';
import type { WebContext } from '../web-options.js';
import { judge } from './judge.js';
import { onwards } from './refuse-guarded.js';

/** `GET /2fa/factors`: the signed-in user's own factors, for a session that has taken the second step where it must. */
export async function showFactors<User>(web: WebContext<User>, request: WebRequest<User>): Promise<WebReply> {
  const error = await judge(web, request);
  const reply = error && (await onwards(web, request, error));
  if (reply) return reply;
  if (error || request.user === undefined) throw error;
  if (preferredForm(request.headers) === 'html') return factorsReply(web, request.user, 200);
  return jsonReply(200, { factors: await web.secondFactor.ownFactors(request.user) });
}

/**
 * What was wrong with a request of that page, on the page; `undefined` for any other request, and for whoever may not see it.
 */
export async function factorsAgain<User>(
  web: WebContext<User>,
  request: WebRequest<User>,
  problem: PageProblem,
): Promise<WebReply | undefined> {
  const { user, assurance, url } = request;
  if (user === undefined || !url.startsWith(`${web.page().basePath}/factors/`)) return undefined;
  const isOwn = assurance?.subject === web.secondFactor.options.subject.id(user);
  return isOwn && !(await judge(web, request)) ? factorsReply(web, user, 400, problem) : undefined;
}

/** The page "My security", which may say what was wrong with the last request. */
export async function factorsReply<User>(
  web: WebContext<User>,
  user: User,
  status: number,
  problem?: PageProblem,
): Promise<WebReply> {
  const factors = await web.secondFactor.ownFactors(user);
  const { methods, trustedDevices } = web.secondFactor.options;
  const offered = { methods, devices: Boolean(trustedDevices) };
  const page = { name: 'factors', factors, ...offered, back: web.defaultPath, problem } as const;
  return htmlReply(status, renderPage(page, web.page()));
}
