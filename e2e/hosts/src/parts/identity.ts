import type { NodeStyleRequest } from '@countersign/http';
import type { Account } from './accounts.js';
import type { Parts } from './parts.js';
import { readTicket } from './tickets.js';

/** What this host hangs on a request, whatever framework took it. */
export interface HostRequest extends NodeStyleRequest {
  user?: Account | undefined;
  /** Who acts, where an administrator acts as another. */
  actor?: Account | undefined;
  /** Whether the request came with an API token. */
  viaApiToken?: boolean;
  session?: { actsAs?: string } | null | undefined;
}

/** Where a framework keeps what was hung on a request: on the request itself, or, in Koa, on `ctx.state`. */
export function hungOn(request: NodeStyleRequest): Partial<HostRequest> & { authInfo?: { amr?: readonly string[] } } {
  return (request as { ctx?: { state: object } }).ctx?.state ?? request;
}

/** Runs after the session was read: an API token goes before it, and it may tell that its user acts as another. */
export async function identify({ accounts, settings }: Parts, request: HostRequest): Promise<void> {
  // A guard runs before each field of a GraphQL operation: who acts for another does so once.
  if (request.actor) return;
  const token = request.headers['x-api-token'];
  if (token !== undefined) {
    const ticket = await readTicket(settings.secret, 'api', token);
    const account = ticket && accounts.byEmail(ticket.sub);
    Object.assign(request, { user: (account && accounts.active(account.id)) ?? undefined, viaApiToken: true });
    return;
  }
  if (request.session?.actsAs !== undefined) actAs(request, accounts.active(request.session.actsAs));
}

/** From here on the request is of somebody else, and its own user is the one who acts. */
export function actAs(request: HostRequest, other: Account | null): void {
  if (request.user && other) Object.assign(request, { actor: request.user, user: other });
}
