import { type Begun, SecondFactorError, type SecondFactorState, SignInToken } from '@countersign/core';
import { AddFactorBody, AddPhoneBody, phoneOf } from '../bodies/factor.body.js';
import { validateBody } from '../bodies/validate-body.js';
import { type WebReply, withCookies } from '../replies/web-reply.js';
import { callerOf } from '../requests/caller-of.js';
import { preferredForm } from '../requests/negotiation.js';
import type { AddedKind } from '../requests/own-factors-route.js';
import type { WebRequest } from '../requests/web-request.js';
import type { WebContext } from '../web-options.js';
import { refuse } from './refuse.js';
import { stateReply } from './state-reply.js';
import { withFreshProof } from './with-fresh-proof.js';

type Pending = Extract<Begun, { status: 'pending' }>;

/**
 * `POST /2fa/factors/phone`, `…/totp` and `…/passkey`: opens the binding of another factor, or of one in the place of another (R34, R35). The
 * state has the `id` under which it is confirmed.
 * @throws SecondFactorError
 */
export async function addFactor<User>(
  web: WebContext<User>,
  request: WebRequest<User>,
  kind: AddedKind,
): Promise<WebReply> {
  const body: AddPhoneBody = validateBody(kind === 'phone' ? AddPhoneBody : AddFactorBody, request.body);
  const pending = await open(web, request, body.replaces);
  const { token } = pending;
  const granted = web.carrier.grant(token, request.headers);
  try {
    const state = { ...(await enrol(web, request, kind, body, pending)), id: token.correlationId };
    return stateReply(web, request, state, granted);
  } catch (error) {
    // A browser goes on with what is open: the page says what was wrong, and its form is that of any enrolment.
    if (preferredForm(request.headers) === 'json' || !(error instanceof SecondFactorError)) throw error;
    const told = new SecondFactorError(error.code, error.data, error.state ?? pending.state);
    return withCookies(await refuse(web, request, told), granted.cookies);
  }
}

function open<User>(web: WebContext<User>, request: WebRequest<User>, replaces: string | undefined): Promise<Pending> {
  const { assurance, headers } = request;
  const opening = { returnTo: `${web.page().basePath}/factors`, ...callerOf(web, request), replaces };
  return withFreshProof(web, request, async (user) => {
    const marks = web.carrier.marks(headers);
    const begun = await web.secondFactor.beginChange(user, assurance, { ...opening, marks });
    if (begun.status !== 'pending') throw new SecondFactorError('sign_in_expired');
    return begun;
  });
}

async function enrol<User>(
  web: WebContext<User>,
  request: WebRequest<User>,
  kind: AddedKind,
  body: AddPhoneBody,
  { token, state }: Pending,
): Promise<SecondFactorState> {
  const caller = callerOf(web, request);
  if (kind === 'totp') return web.secondFactor.enrolTotp(token.reveal(), caller);
  const phone = phoneOf(body);
  return phone ? web.secondFactor.enrolPhone(token.reveal(), { ...phone, ...caller }) : state;
}

/**
 * `POST /2fa/factors/:id/confirm` is of the change that the client holds, and of no other.
 * @throws SecondFactorError `sign_in_expired`
 */
export function checkConfirmation<User>(web: WebContext<User>, { headers }: WebRequest<User>, id: string): void {
  const token = SignInToken.parse(web.carrier.read(headers));
  if (token?.correlationId !== id) throw new SecondFactorError('sign_in_expired');
}
