import { SecondFactorError, type SecondFactorState } from '@countersign/core';
import type { Page } from '../pages/page.js';
import { renderPage } from '../pages/render-page.js';
import { htmlReply, jsonReply, redirectReply, type WebReply } from '../replies/web-reply.js';
import { callerOf } from '../requests/caller-of.js';
import { preferredForm } from '../requests/negotiation.js';
import type { WebRequest } from '../requests/web-request.js';
import type { WebContext } from '../web-options.js';
import { passwordPage } from './asked-password.js';
import { askedReturnTo } from './asked-return-to.js';
import { askedStepUp, heldSession } from './asked-step-up.js';
import { pageFor } from './page-for.js';

/** `GET /2fa`: where the visitor stands, or the screen that fits. Changes nothing, sends nothing (R79). */
export async function show<User>(web: WebContext<User>, request: WebRequest<User>): Promise<WebReply> {
  const { state, isOpen } = await currentState(web, request);
  if (preferredForm(request.headers) === 'json') return jsonReply(200, state);
  if (state.status === 'signed_in') return onwards(web, request, state);
  const page = pageFor(web, request, state);
  return htmlReply(200, renderPage(isOpen ? page : unopened(page, state), web.page(askedReturnTo(web, request))));
}

/** A field for a code is of no use to a session whose second step is not open yet: a button opens it. */
function unopened(page: Page, state: SecondFactorState): Page {
  return page.name === 'totp' || page.name === 'recovery' ? { name: 'send-code', state } : page;
}

/** A session that has proved all goes on; one that a guard has sent here for a fresher proof is offered that (R66). */
async function onwards<User>(
  web: WebContext<User>,
  request: WebRequest<User>,
  state: SecondFactorState,
): Promise<WebReply> {
  const returnTo = askedReturnTo(web, request);
  if (state.enrolBy !== undefined) return early(web, request, state);
  const { approval, channel: method, prove } = askedStepUp(web, request);
  const isAsked = returnTo !== null || approval !== null;
  if (!isAsked || !(await canProveAgain(web, request))) return redirectReply(web.defaultPath);
  if (prove === 'password') return htmlReply(200, passwordPage(web, request));
  const action =
    request.user && web.secondFactor.approvals.describe(request.user, heldSession(web, request), approval ?? '');
  const [first = null] = request.user ? await web.secondFactor.stepUpMethods(request.user) : [];
  const asked = { ...state, purpose: 'step-up', method: method ?? first } as const;
  const page = { name: 'send-code', state: asked, action } as const;
  return htmlReply(200, renderPage(page, { ...web.page(returnTo), approval, method }));
}

/** One who has time to register a phone is offered to do so now. */
function early<User>(web: WebContext<User>, request: WebRequest<User>, state: SecondFactorState): WebReply {
  const page = pageFor(web, request, { ...state, status: 'enrolment_required', purpose: 'enrol' });
  return htmlReply(200, renderPage(page, web.page(askedReturnTo(web, request))));
}

/** Whether there is a factor to prove, whatever the policy asks: then there is an age at which a proof is too old. */
async function canProveAgain<User>(web: WebContext<User>, request: WebRequest<User>): Promise<boolean> {
  const { user, assurance } = request;
  if (user === undefined) return false;
  const demand = { maxAgeSeconds: -1, whateverThePolicy: true, caller: () => callerOf(web, request) };
  const standing = await web.secondFactor.standing(user, assurance, demand);
  return standing.status === 'stale' || (standing.status === 'required' && standing.enrolled);
}

/** Where the sign-in stands that the visitor holds; without one, where the session does. */
async function currentState<User>(
  web: WebContext<User>,
  request: WebRequest<User>,
): Promise<{ readonly state: SecondFactorState; readonly isOpen: boolean }> {
  try {
    const state = await web.secondFactor.state(web.carrier.read(request.headers), callerOf(web, request));
    return { state, isOpen: true };
  } catch (error) {
    const gone = error instanceof SecondFactorError && error.code === 'sign_in_expired';
    if (!gone || request.user === undefined) throw error;
    const state = await web.secondFactor.sessionState(request.user, request.assurance, callerOf(web, request));
    return { state, isOpen: false };
  }
}
