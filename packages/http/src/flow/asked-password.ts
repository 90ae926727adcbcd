import { Password, SecondFactorError } from '@countersign/core';
import { StepUpBody } from '../bodies/step-up.body.js';
import { badBody, validateBody } from '../bodies/validate-body.js';
import type { PageProblem } from '../pages/page.js';
import { renderPage } from '../pages/render-page.js';
import { ERROR_STATUS } from '../replies/status-table.js';
import { htmlReply, type WebReply } from '../replies/web-reply.js';
import { preferredForm } from '../requests/negotiation.js';
import type { WebRequest } from '../requests/web-request.js';
import type { WebContext } from '../web-options.js';
import { askedReturnTo } from './asked-return-to.js';
import { askedStepUp, heldSession } from './asked-step-up.js';
import { ledWhereDue } from './led-to.js';
import { toProblem } from './to-problem.js';

/** The password that a step-up is opened with, where one is. @throws SecondFactorError `bad_request` for what cannot be one. */
export function askedPassword<User>({ body }: WebRequest<User>): Password | undefined {
  const { password: typed } = validateBody(StepUpBody, body);
  if (typed === undefined) return undefined;
  const password = Password.of(typed);
  if (!password) throw badBody(['password: must be a text of 1 to 1,024 characters']);
  return password;
}

/** The page that asks for it, and says what a step-up is for that approves one action. */
export function passwordPage<User>(web: WebContext<User>, request: WebRequest<User>, problem?: PageProblem): string {
  const { approval, channel: method } = askedStepUp(web, request);
  const { approvals } = web.secondFactor;
  const action = request.user && approvals.describe(request.user, heldSession(web, request), approval ?? '');
  const context = { ...web.page(askedReturnTo(web, request)), approval, method };
  return renderPage({ name: 'password', action, problem }, context);
}

/**
 * What follows a step-up that was refused: a browser is asked for its password once more, or led to the log-in where that is what
 * will do; everybody else hears the refusal.
 * @throws SecondFactorError
 */
export function passwordAgain<User>(web: WebContext<User>, request: WebRequest<User>, error: unknown): WebReply {
  if (!(error instanceof SecondFactorError) || error.code === 'step_up_required')
    throw ledWhereDue(web, request, error);
  const asked = CORRECTABLE.includes(error.code) && askedStepUp(web, request).prove === 'password';
  if (!asked || preferredForm(request.headers) === 'json') throw error;
  return htmlReply(ERROR_STATUS[error.code], passwordPage(web, request, toProblem(error)));
}

const CORRECTABLE: readonly SecondFactorError['code'][] = ['password_wrong', 'bad_request'];
