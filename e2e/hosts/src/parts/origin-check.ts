import type { IncomingMessage, ServerResponse } from 'node:http';
import { checkOrigin } from '@countersign/http';
import type { Parts } from './parts.js';
import { isCheckedByCountersign } from './routes.js';

type Asked = Pick<IncomingMessage, 'method' | 'url' | 'headers'>;

/** The host's own protection of what changes something (R79): whether another site's page has started it. */
export function isForeign({ settings, secondFactor }: Parts): (request: Asked) => boolean {
  const { origin: own } = new URL(settings.publicUrl);
  const origins = { own, others: secondFactor.origins ?? [] };
  return ({ method = 'GET', url = '/', headers }) => {
    // A browser's question before it sends what a script wants (CORS) changes nothing.
    if (method === 'OPTIONS' || isCheckedByCountersign(url.split('?', 1)[0] ?? '')) return false;
    try {
      checkOrigin(method, headers, origins);
      return false;
    } catch {
      return true;
    }
  };
}

/** The same as middleware in the manner of Connect. */
export function originCheck(parts: Parts) {
  const foreign = isForeign(parts);
  return (request: IncomingMessage, response: ServerResponse, next: () => void): void => {
    if (!foreign(request)) next();
    else {
      response.writeHead(403, { 'content-type': 'application/json' });
      response.end('{"statusCode":403,"message":"This came from another site"}');
    }
  };
}
