import { toWebRequest } from '@countersign/http';
import type { HostRequest } from './identity.js';

/** The answer of `GET /api/me`: who is signed in, who acts, and what that one has proved. */
export function me(request: HostRequest): object {
  const { assurance } = toWebRequest(request);
  const { user, actor } = request;
  return {
    email: user?.email,
    ...(actor && { actor: actor.email }),
    amr: assurance?.amr ?? [],
    ...(assurance?.verifiedAt != null && { verifiedAt: assurance.verifiedAt }),
  };
}
