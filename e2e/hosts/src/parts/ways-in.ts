import type { NodeStyleRequest } from '@countersign/http';
import type { WayIn } from '@countersign/passport';
import { hungOn } from './identity.js';

/** One way into a host: where, by which Passport strategy, and what that proves. */
export interface Entry {
  readonly path: string;
  readonly strategy: string;
  readonly wayIn: WayIn;
}

/** All of them (R47). Only the password proves something by itself; the provider of a single sign-on says what it has seen. */
export const WAYS_IN = {
  login: { path: '/login', strategy: 'local', wayIn: {} },
  magicLink: { path: '/magic-link', strategy: 'magic-link', wayIn: { amr: [] } },
  invitation: { path: '/invitation', strategy: 'invitation', wayIn: { amr: [] } },
  resetPassword: { path: '/reset-password', strategy: 'reset-password', wayIn: { amr: [] } },
  // A provider posts its assertion from a page of its own.
  sso: { path: '/sso', strategy: 'sso', wayIn: { amr: assertedIn, crossSite: true } },
} as const satisfies Record<string, Entry>;

/** What the provider has asserted: the strategy hands it on as Passport's `info`. */
function assertedIn(request: NodeStyleRequest): readonly string[] | undefined {
  return hungOn(request).authInfo?.amr;
}
