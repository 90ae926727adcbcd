import type { IncomingMessage, ServerResponse } from 'node:http';
import { checkOrigin } from '@countersign/http';
import type { Parts } from './parts.js';
import { isCheckedByCountersign } from './routes.js';

/** The host's own protection of what changes something (R79), as middleware in the manner of Connect. */
export function originCheck({ settings, secondFactor }: Parts) {
  const { origin: own } = new URL(settings.publicUrl);
  const origins = { own, others: secondFactor.origins ?? [] };
  return (
    { method = 'GET', url = '/', headers }: IncomingMessage,
    response: ServerResponse,
    next: () => void,
  ): void => {
    try {
      // A browser's question before it sends what a script wants (CORS) changes nothing.
      const changes = method !== 'OPTIONS' && !isCheckedByCountersign(url.split('?', 1)[0] ?? '');
      if (changes) checkOrigin(method, headers, origins);
      next();
    } catch {
      response.writeHead(403, { 'content-type': 'application/json' });
      response.end('{"statusCode":403,"message":"This came from another site"}');
    }
  };
}
