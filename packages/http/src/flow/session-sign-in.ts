import { type Begun, type Channel, type Opening, type Password, SecondFactorError } from '@countersign/core';
import { badBody } from '../bodies/validate-body.js';
import type { WebReply } from '../replies/web-reply.js';
import { callerOf } from '../requests/caller-of.js';
import type { WebRequest } from '../requests/web-request.js';
import type { WebContext } from '../web-options.js';
import { askedPassword, passwordAgain } from './asked-password.js';
import { askedReturnTo } from './asked-return-to.js';
import { askedStepUp, checkApproval, heldSession } from './asked-step-up.js';
import { handOverForm } from './continue-form.js';
import { ledWhereDue } from './led-to.js';
import { stateReply } from './state-reply.js';

type Pending = Extract<Begun, { status: 'pending' }>;

/**
 * Opens the second step for a session that has proved only its password, as when the policy was tightened meanwhile, or its
 * owner registers a phone before the deadline.
 * @throws SecondFactorError `sign_in_expired` for a visitor without a session, and for a session that needs nothing (R22);
 *   `step_up_required`, and where to, for one that would bind its first factor by an old password (R34).
 */
export async function openForSession<User>(
  web: WebContext<User>,
  request: WebRequest<User>,
  channel?: Channel,
): Promise<Pending> {
  const { user, assurance } = request;
  const caller = () => callerOf(web, request);
  const found = user === undefined ? undefined : await web.secondFactor.standing(user, assurance, { caller });
  const early = found?.status === 'satisfied' && found.enrolBy !== undefined;
  if (user === undefined || (found?.status !== 'required' && !early)) throw new SecondFactorError('sign_in_expired');
  const begun = await web.secondFactor.begin(user, { ...openingOf(web, request), channel, early }).catch((error) => {
    throw ledWhereDue(web, request, error);
  });
  if (begun.status !== 'pending') throw new SecondFactorError('sign_in_expired');
  await handOverForm(web, request, user, begun.token);
  return begun;
}

/** A session that does not tell how it began, as one that a "remember me" has opened, has proved nothing yet. */
function openingOf<User>(web: WebContext<User>, request: WebRequest<User>): Opening {
  const marks = web.carrier.marks(request.headers);
  const { amr = [], firstFactorAt = null } = request.assurance ?? {};
  return { returnTo: askedReturnTo(web, request), amr, firstFactorAt, marks, ...callerOf(web, request) };
}

/**
 * `POST /2fa/step-up`: a session proves its second factor again, or for the first time (R67). With the password it proves both, as
 * a change of factors needs it (R34).
 */
export async function stepUp<User>(web: WebContext<User>, request: WebRequest<User>): Promise<WebReply> {
  try {
    return await openStepUp(web, request, askedPassword(request));
  } catch (error) {
    return passwordAgain(web, request, error);
  }
}

async function openStepUp<User>(
  web: WebContext<User>,
  request: WebRequest<User>,
  password: Password | undefined,
): Promise<WebReply> {
  const { user, assurance, headers } = request;
  if (user === undefined) throw new SecondFactorError('sign_in_expired');
  const caller = () => callerOf(web, request);
  const found = await web.secondFactor.standing(user, assurance, { caller });
  const proved = found.status === 'satisfied' && found.enrolBy === undefined;
  // What has yet to take the second step has nothing to prove again.
  if (!proved && password) throw badBody(['password: is asked for only where a session proves both factors again']);
  const begun = await (proved ? proveAgain(web, request, user, password) : openForSession(web, request));
  return stateReply(web, request, begun.state, web.carrier.grant(begun.token, headers));
}

/** What was asked to be approved, and a form that was interrupted, count with the proof that is made now, and no other. */
async function proveAgain<User>(
  web: WebContext<User>,
  request: WebRequest<User>,
  user: User,
  password: Password | undefined,
): Promise<Pending> {
  const approval = checkApproval(web, request, user);
  const { channel } = askedStepUp(web, request);
  const begun = await web.secondFactor.beginStepUp(user, { ...openingOf(web, request), channel, password });
  if (begun.status !== 'pending') throw new SecondFactorError('sign_in_expired');
  if (approval !== null) {
    await web.secondFactor.approvals.grant(user, heldSession(web, request), approval, begun.token);
  }
  await handOverForm(web, request, user, begun.token);
  return begun;
}
