import { type Reopened, SecondFactorError, type Verified } from '@countersign/core';
import { renderPage } from '../pages/render-page.js';
import { htmlReply, jsonReply, redirectReply, type WebReply, withCookies } from '../replies/web-reply.js';
import { callerOf } from '../requests/caller-of.js';
import { preferredForm } from '../requests/negotiation.js';
import type { WebRequest } from '../requests/web-request.js';
import type { WebContext } from '../web-options.js';
import { givenAnswer } from './given-answer.js';
import { keptDevice } from './kept-device.js';
import { stateReply } from './state-reply.js';

/**
 * `POST /2fa/verify`, its first half: checks the answer. The adapter then signs the user in with the host, and answers
 * with {@link signedIn}; one that is `pending` signs nobody in, and is answered with {@link reopened}. Strict with API clients,
 * generous with what a person types on the page.
 */
export async function verify<User>(
  web: WebContext<User>,
  request: WebRequest<User>,
): Promise<Verified<User> | Reopened> {
  const answer = givenAnswer(web, request);
  const outcome = await web.secondFactor.verify(web.carrier.read(request.headers), answer, callerOf(web, request));
  if (outcome.status === 'pending') return outcome;
  const ofSession = outcome.purpose === 'step-up' || outcome.purpose === 'change';
  if (ofSession && !isOwn(web, request, outcome)) throw new SecondFactorError('sign_in_expired');
  return outcome;
}

/** A step-up and a change never sign in: they are of a session that is still there, and its own subject's. */
function isOwn<User>(web: WebContext<User>, { user }: WebRequest<User>, { assurance }: Verified<User>): boolean {
  return user !== undefined && web.secondFactor.options.subject.id(user) === assurance.subject;
}

/** What a finished second step leaves to the reply. */
export type Finished = Pick<Verified<unknown>, 'returnTo' | 'mark' | 'recoveryCodes' | 'device'>;

/** Its second half after a right recovery code: another sign-in, in which a factor must be bound (R60). Signs nobody in. */
export function reopened<User>(web: WebContext<User>, request: WebRequest<User>, { token, state }: Reopened): WebReply {
  return stateReply(web, request, state, web.carrier.grant(token, request.headers));
}

/**
 * Its second half, when the host's session or token stands: on to the page first asked for. Fresh recovery codes are shown
 * first, here and never again (R59).
 */
export function signedIn<User>(
  web: WebContext<User>,
  { headers }: WebRequest<User>,
  { returnTo, mark, recoveryCodes, device }: Finished,
  extra: object = {},
): WebReply {
  const redirectTo = returnTo ?? web.defaultPath;
  const codes = recoveryCodes?.map((code) => code.grouped());
  const shown = codes && { recoveryCodes: codes };
  const reply =
    preferredForm(headers) === 'json'
      ? jsonReply(200, { status: 'signed_in', redirectTo, ...extra, ...shown })
      : onwards(web, redirectTo, codes);
  return withCookies(reply, [
    ...web.carrier.revoke().cookies,
    ...web.carrier.mark(mark, headers),
    ...keptDevice(web, headers, device),
  ]);
}

function onwards<User>(web: WebContext<User>, continueTo: string, codes: readonly string[] | undefined): WebReply {
  if (!codes) return redirectReply(continueTo);
  return htmlReply(200, renderPage({ name: 'recovery-codes', codes, continueTo }, web.page()));
}
