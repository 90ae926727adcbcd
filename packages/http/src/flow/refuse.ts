import { SecondFactorError, type SecondFactorState } from '@countersign/core';
import type { Page, PageProblem } from '../pages/page.js';
import { renderPage } from '../pages/render-page.js';
import { TEXTS } from '../pages/texts.js';
import { errorBody, errorHeaders } from '../replies/error-body.js';
import { ERROR_STATUS } from '../replies/status-table.js';
import { htmlReply, jsonReply, redirectReply, type WebReply } from '../replies/web-reply.js';
import { callerOf } from '../requests/caller-of.js';
import { preferredForm } from '../requests/negotiation.js';
import type { WebRequest } from '../requests/web-request.js';
import type { WebContext } from '../web-options.js';
import { askedReturnTo } from './asked-return-to.js';
import { pageFor } from './page-for.js';
import { factorsAgain } from './show-factors.js';
import { toProblem } from './to-problem.js';

/** Refusals after which the page that was open is shown again, with what was wrong; so are all that tell where it stands. */
const CORRECTABLE = [
  'bad_request',
  'code_wrong',
  'code_superseded',
  'code_expired',
  'code_not_requested',
  'resend_too_soon',
  'too_many_codes',
  'phone_invalid',
  'phone_not_allowed',
  'code_not_sent',
];

/** What a visitor hears of anything that was thrown and is no refusal. */
const OUTAGE = new SecondFactorError('second_factor_unavailable', { retryAfterSeconds: 30 });

/**
 * The reply to a refusal: JSON, or the page on which it can be put right. Anything but a refusal is an outage (R19), and the
 * operator hears of it.
 */
export async function refuse<User>(
  web: WebContext<User>,
  request: WebRequest<User>,
  thrown: unknown,
): Promise<WebReply> {
  const error = thrown instanceof SecondFactorError ? thrown : outage(web, thrown);
  if (preferredForm(request.headers) === 'json') {
    return jsonReply(ERROR_STATUS[error.code], errorBody(error), errorHeaders(error));
  }
  if (error.code === 'sign_in_expired' && request.user !== undefined) return redirectReply(web.page().basePath);
  const { next } = error.data;
  // Somewhere to go first, and a place to come back to.
  if (next !== undefined && next !== web.page().basePath) return redirectReply(next);
  const list = error.code === 'bad_request' ? await factorsAgain(web, request, onForm(toProblem(error))) : undefined;
  if (list) return list;
  const page = await refusedPage(web, request, error);
  return htmlReply(
    ERROR_STATUS[error.code],
    renderPage(page, web.page(askedReturnTo(web, request))),
    errorHeaders(error),
  );
}

/** Told by its name alone: what it says may hold what must not be logged (R76). */
function outage<User>({ logger }: WebContext<User>, thrown: unknown): SecondFactorError {
  logger.error(`A request failed: ${thrown instanceof Error ? thrown.name : typeof thrown}`);
  return OUTAGE;
}

async function refusedPage<User>(
  web: WebContext<User>,
  request: WebRequest<User>,
  error: SecondFactorError,
): Promise<Page> {
  const problem = toProblem(error);
  const correctable = CORRECTABLE.includes(error.code) || error.state !== undefined;
  const state = correctable ? (error.state ?? (await stateOf(web, request))) : undefined;
  return state ? pageFor(web, request, state, onForm(problem)) : { name: 'refused', problem };
}

/** Where the visitor stands, when that can be told; a second failure must not hide the first. */
async function stateOf<User>(web: WebContext<User>, request: WebRequest<User>): Promise<SecondFactorState | undefined> {
  try {
    return await web.secondFactor.state(web.carrier.read(request.headers), callerOf(web, request));
  } catch {
    return undefined;
  }
}

/** What a program got wrong is its request; what a person got wrong stands in a field. */
function onForm(problem: PageProblem): PageProblem {
  return problem.errorCode === 'bad_request' ? { ...problem, message: TEXTS.checkEntry } : problem;
}
