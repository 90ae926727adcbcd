import type { TrustRequest } from '@countersign/core';
import { badBody } from '../bodies/validate-body.js';
import type { VerifyBody } from '../bodies/verify.body.js';
import { isForm } from '../requests/is-form.js';
import { prefersBearer } from '../requests/negotiation.js';
import type { WebRequest } from '../requests/web-request.js';
import type { WebContext } from '../web-options.js';

/** Only a browser keeps what makes it trusted: of a client with a bearer token no device is made. */
export function trustOf<User>(
  { carrier }: WebContext<User>,
  request: WebRequest<User>,
  asked: VerifyBody['trustDevice'] = false,
): TrustRequest | undefined {
  const { headers } = request;
  if (asked === 'true' && !isForm(request)) throw badBody(['trustDevice: must be a boolean value']);
  if (asked === false || prefersBearer(headers)) return undefined;
  return { userAgent: headers['user-agent'], devices: carrier.devices(headers) };
}
