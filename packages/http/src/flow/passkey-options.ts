import { EmptyBody } from '../bodies/empty.body.js';
import { validateBody } from '../bodies/validate-body.js';
import { jsonReply, type WebReply, withCookies } from '../replies/web-reply.js';
import { callerOf } from '../requests/caller-of.js';
import type { WebRequest } from '../requests/web-request.js';
import type { WebContext } from '../web-options.js';
import { held } from './send.js';
import { openForSession } from './session-sign-in.js';

/** `POST /2fa/passkey`: what the browser is to be asked for. Always JSON: only a script can do anything with it. */
export async function passkeyOptions<User>(web: WebContext<User>, request: WebRequest<User>): Promise<WebReply> {
  validateBody(EmptyBody, request.body);
  const options = (token: string | undefined) => web.secondFactor.passkeyOptions(token, callerOf(web, request));
  const known = await held(request, () => options(web.carrier.read(request.headers)));
  if (known) return jsonReply(200, known);
  const { token } = await openForSession(web, request);
  const granted = web.carrier.grant(token, request.headers);
  const asked = await options(token.reveal());
  return withCookies(jsonReply(200, { ...asked, ...(granted.token && { token: granted.token }) }), granted.cookies);
}
