import { type Caller, SessionId } from '@countersign/core';
import type { WebContext } from '../web-options.js';
import type { NodeStyleRequest, WebRequest } from './web-request.js';

/** Who sends a request: its client's address (R17), and the session that somebody is signed in with (R75). */
export function callerOf<User>(
  { addressOf }: Pick<WebContext<User>, 'addressOf'>,
  { source, user, assurance }: Pick<WebRequest<User>, 'source' | 'user'> & Partial<Pick<WebRequest<User>, 'assurance'>>,
): Caller {
  // A session that nobody is signed in with has a new id for each request, or ends with the log-in.
  const session = user === undefined ? undefined : sessionOf(source);
  return { address: addressOf(source), session, ...(user !== undefined && assurance && { assurance }) };
}

/** Where the session middleware of Express and of Fastify have the id; others, as koa-session, have none to show. */
function sessionOf({ session }: NodeStyleRequest): SessionId | undefined {
  const { id, sessionId } = (session ?? {}) as { readonly id?: unknown; readonly sessionId?: unknown };
  const text = [sessionId, id].find((each) => typeof each === 'string' && each !== '');
  return text === undefined ? undefined : new SessionId(text as string);
}
