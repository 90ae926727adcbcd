import { type Begun, type Channel, type Opening, SecondFactorError } from '@countersign/core';
import type { WebReply } from '../replies/web-reply.js';
import { callerOf } from '../requests/caller-of.js';
import type { WebRequest } from '../requests/web-request.js';
import type { WebContext } from '../web-options.js';
import { askedReturnTo } from './asked-return-to.js';
import { stateReply } from './state-reply.js';

type Pending = Extract<Begun, { status: 'pending' }>;

/**
 * Opens the second step for a session that has proved only its password, as when the policy was tightened meanwhile.
 * @throws SecondFactorError `sign_in_expired` for a visitor without a session, and for a session that needs nothing (R22).
 */
export async function openForSession<User>(
  web: WebContext<User>,
  request: WebRequest<User>,
  channel?: Channel,
): Promise<Pending> {
  const { user, assurance } = request;
  const caller = () => callerOf(web, request);
  const found = user === undefined ? undefined : await web.secondFactor.standing(user, assurance, { caller });
  if (user === undefined || found?.status !== 'required') throw new SecondFactorError('sign_in_expired');
  const begun = await web.secondFactor.begin(user, { ...openingOf(web, request), channel });
  if (begun.status !== 'pending') throw new SecondFactorError('sign_in_expired');
  return begun;
}

/** A session that does not tell how it began, as one that a "remember me" has opened, has proved nothing yet. */
function openingOf<User>(web: WebContext<User>, request: WebRequest<User>): Opening {
  const marks = web.carrier.marks(request.headers);
  const { amr = [], firstFactorAt = null } = request.assurance ?? {};
  return { returnTo: askedReturnTo(web, request), amr, firstFactorAt, marks, ...callerOf(web, request) };
}

/** `POST /2fa/step-up`: a session proves its second factor again, or for the first time (R67). */
export async function stepUp<User>(web: WebContext<User>, request: WebRequest<User>): Promise<WebReply> {
  const { user, assurance, headers } = request;
  if (user === undefined) throw new SecondFactorError('sign_in_expired');
  const caller = () => callerOf(web, request);
  const proved = (await web.secondFactor.standing(user, assurance, { caller })).status === 'satisfied';
  const begun = proved
    ? await web.secondFactor.beginStepUp(user, openingOf(web, request))
    : await openForSession(web, request);
  if (begun.status !== 'pending') throw new SecondFactorError('sign_in_expired');
  return stateReply(web, request, begun.state, web.carrier.grant(begun.token, headers));
}
