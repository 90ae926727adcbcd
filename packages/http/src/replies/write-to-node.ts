import type { ServerResponse } from 'node:http';
import { mergedVary } from './vary.js';
import type { WebReply } from './web-reply.js';

/** Writes a reply on Node's own response, for frameworks that build on it: as it is, beside what the host has set. */
export function writeToNode(response: ServerResponse, reply: WebReply): void {
  writeHeaders(response, reply);
  response.statusCode = reply.status;
  response.end(reply.body);
}

/**
 * The first half of that, for frameworks that end responses themselves; of cookies alone, where they go with a reply of the
 * host's.
 */
export function writeHeaders(response: ServerResponse, reply: Partial<WebReply>): void {
  for (const [name, value] of Object.entries(reply.headers ?? {})) {
    response.setHeader(name, name === 'Vary' ? mergedVary(response.getHeader(name), value) : value);
  }
  for (const line of reply.cookies ?? []) response.appendHeader('Set-Cookie', line);
  // Node leaves it out of an answer to HEAD, and a session middleware that ends a response later makes it forget.
  if (hasLength(reply)) response.setHeader('Content-Length', Buffer.byteLength(reply.body ?? ''));
}

function hasLength({ status }: Partial<WebReply>): boolean {
  return status !== undefined && status !== 204;
}
