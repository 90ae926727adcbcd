import { badBody } from '../bodies/validate-body.js';
import type { WebReply } from '../replies/web-reply.js';
import type { ReadBody } from '../requests/body-outcome.js';
import { usableBody } from '../requests/read-body.js';
import type { WebRequest } from '../requests/web-request.js';
import type { WebRoute } from '../requests/web-route.js';
import type { SecondFactorWeb } from '../second-factor-web.js';

/** What {@link answer} needs of an adapter. */
export interface Asked<User> {
  readonly request: WebRequest<User>;
  /** The body as {@link readBody} has read it; absent for GET. */
  readonly body?: ReadBody | undefined;
  /** `POST /2fa/verify` from the checked body on: verifies, signs in with the host, and replies. */
  verify(request: WebRequest<User>): Promise<WebReply>;
}

/**
 * Runs a route: a receipt by its signature alone, all others by the origin first, then the body's form, then the step.
 * Whatever is thrown becomes a reply.
 */
export async function answer<User>(
  web: SecondFactorWeb<User>,
  route: WebRoute,
  { request, body, verify }: Asked<User>,
): Promise<WebReply> {
  const read = { ...request, body: body ? usableBody(body) : {} };
  try {
    if (route.name === 'receipt') return await web.receipt(read, route.provider);
    web.checkOrigin(request);
    if (body?.status === 'refused') throw badBody([body.detail]);
    if (route.name === 'asset') return web.asset(route.file);
    if (route.name === 'revokeDevice') return await web.revokeDevice(read, route.device);
    if (route.name === 'administer') return await web.administer(read, route);
    return await (route.name === 'verify' ? verify(read) : web[route.name](read));
  } catch (error) {
    return web.refuse(read, error);
  }
}
