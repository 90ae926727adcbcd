import type { ServerResponse } from 'node:http';
import vary from 'vary';
import type { WebReply } from './web-reply.js';

/** Writes a reply on Node's own response, for frameworks that build on it: as it is, beside what the host has set. */
export function writeToNode(response: ServerResponse, { status, headers, cookies, body }: WebReply): void {
  for (const [name, value] of Object.entries(headers)) {
    // What the host varies on, as its CORS does on Origin, still holds.
    if (name === 'Vary') vary(response, value);
    else response.setHeader(name, value);
  }
  for (const line of cookies) response.appendHeader('Set-Cookie', line);
  response.statusCode = status;
  response.end(body);
}
