import { badBody } from '../bodies/validate-body.js';
import type { WebReply } from '../replies/web-reply.js';
import type { ReadBody } from '../requests/body-outcome.js';
import { usableBody } from '../requests/read-body.js';
import type { WebRequest } from '../requests/web-request.js';
import type { WebRoute } from '../requests/web-route.js';
import type { SecondFactorWeb } from '../second-factor-web.js';
import type { Renewed } from './change-factor.js';

/** What {@link answer} needs of an adapter. */
export interface Asked<User> {
  readonly request: WebRequest<User>;
  /** The body as {@link readBody} has read it; absent for GET. */
  readonly body?: ReadBody | undefined;
  /** `POST /2fa/verify` from the checked body on: verifies, signs in with the host, and replies. */
  verify(request: WebRequest<User>): Promise<WebReply>;
  /** Puts what a session has proved from here on into the host's session or token, and replies. */
  renew(request: WebRequest<User>, renewed: Renewed<User>): Promise<WebReply>;
}

/**
 * Runs a route: a receipt by its signature alone, all others by the origin first, then the body's form, then the step.
 * Whatever is thrown becomes a reply.
 */
export async function answer<User>(
  web: SecondFactorWeb<User>,
  route: WebRoute,
  { request, body, verify, renew }: Asked<User>,
): Promise<WebReply> {
  const read = { ...request, body: body ? usableBody(body) : {} };
  try {
    if (route.name === 'receipt') return await web.receipt(read, route.provider);
    web.checkOrigin(request);
    if (body?.status === 'refused') throw badBody([body.detail]);
    if (route.name === 'asset') return web.asset(route.file);
    if (route.name === 'revokeDevice') return await web.revokeDevice(read, route.device);
    if (route.name === 'administer') return await web.administer(read, route);
    if (route.name === 'addFactor') return await web.addFactor(read, route.kind);
    if (route.name === 'changeFactor') return await renew(read, await web.changeFactor(read, route));
    if (route.name === 'confirmFactor') {
      web.checkConfirmation(read, route.id);
      return await verify(read);
    }
    return await (route.name === 'verify' ? verify(read) : web[route.name](read));
  } catch (error) {
    return web.refuse(read, error);
  }
}
