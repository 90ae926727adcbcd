import { type IncomingMessage, ServerResponse } from 'node:http';
import { type HostRequest, identify } from '../../parts/identity.js';
import type { Parts } from '../../parts/parts.js';
import type { RestoreSession } from './stock.gateway.js';

/** Middleware in the manner of Connect. */
export type Middleware = (request: never, response: never, next: (error?: unknown) => void) => void;

/** Runs middleware on the request of a handshake, and the host's own look at it. */
export function restoreSession(parts: Parts, chain: readonly Middleware[]): RestoreSession {
  return async (request: IncomingMessage) => {
    const response = new ServerResponse(request);
    for (const middleware of chain) {
      await new Promise<void>((resolve, reject) => {
        middleware(request as never, response as never, (error) => (error ? reject(error) : resolve()));
      });
    }
    await identify(parts, request as HostRequest);
  };
}
