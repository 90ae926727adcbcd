import { SecondFactorError } from '@countersign/core';
import { CodeBody } from '../bodies/code.body.js';
import { EmptyBody } from '../bodies/empty.body.js';
import { PhoneBody } from '../bodies/phone.body.js';
import { validateBody } from '../bodies/validate-body.js';
import type { WebReply } from '../replies/web-reply.js';
import { callerOf } from '../requests/caller-of.js';
import type { WebRequest } from '../requests/web-request.js';
import type { WebContext } from '../web-options.js';
import { openForSession } from './session-sign-in.js';
import { stateReply } from './state-reply.js';

/** `POST /2fa/code`: sends a code, or another one, to a registered phone or the one being registered. */
export async function sendCode<User>(web: WebContext<User>, request: WebRequest<User>): Promise<WebReply> {
  const asked = { ...validateBody(CodeBody, request.body), ...callerOf(web, request) };
  const state = await held(request, () => web.secondFactor.sendCode(web.carrier.read(request.headers), asked));
  if (state) return stateReply(web, request, state);
  const { token, state: opened } = await openForSession(web, request, asked.channel);
  return stateReply(web, request, opened, web.carrier.grant(token, request.headers));
}

/** `POST /2fa/phone`: sends a code to the number that is being registered. */
export async function enrolPhone<User>(web: WebContext<User>, request: WebRequest<User>): Promise<WebReply> {
  const asked = { ...validateBody(PhoneBody, request.body), ...callerOf(web, request) };
  const state = await held(request, () => web.secondFactor.enrolPhone(web.carrier.read(request.headers), asked));
  if (state) return stateReply(web, request, state);
  const { token } = await openForSession(web, request);
  const granted = web.carrier.grant(token, request.headers);
  return stateReply(web, request, await web.secondFactor.enrolPhone(token.reveal(), asked), granted);
}

/** `POST /2fa/totp`: draws the secret of an authenticator app that is being registered. */
export async function enrolTotp<User>(web: WebContext<User>, request: WebRequest<User>): Promise<WebReply> {
  validateBody(EmptyBody, request.body);
  const caller = callerOf(web, request);
  const state = await held(request, () => web.secondFactor.enrolTotp(web.carrier.read(request.headers), caller));
  if (state) return stateReply(web, request, state);
  const { token } = await openForSession(web, request);
  const granted = web.carrier.grant(token, request.headers);
  return stateReply(web, request, await web.secondFactor.enrolTotp(token.reveal(), caller), granted);
}

/** The step on the sign-in that the client holds; nothing when it holds none but has a session to open one for. */
export async function held<User, Value>(
  { user }: WebRequest<User>,
  step: () => Promise<Value>,
): Promise<Value | undefined> {
  try {
    return await step();
  } catch (error) {
    const gone = error instanceof SecondFactorError && error.code === 'sign_in_expired';
    if (gone && user !== undefined) return undefined;
    throw error;
  }
}
