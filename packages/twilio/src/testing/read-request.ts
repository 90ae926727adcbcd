import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import type { TwilioRequest } from './records.js';

/** Reads a request to its end. */
export async function readTwilioRequest(request: IncomingMessage): Promise<TwilioRequest> {
  const form = new URLSearchParams(await text(request));
  return {
    method: request.method ?? '',
    path: request.url ?? '',
    headers: request.headers,
    credentials: basicCredentials(request.headers.authorization),
    fields: Object.fromEntries(form),
    lists: Object.fromEntries([...form.keys()].map((name) => [name, form.getAll(name)])),
  };
}

function basicCredentials(header: string | undefined): TwilioRequest['credentials'] {
  const encoded = /^Basic ([A-Za-z0-9+/=]+)$/.exec(header ?? '')?.[1];
  if (encoded === undefined) return null;
  const pair = /^([^:]+):(.+)$/.exec(Buffer.from(encoded, 'base64').toString('utf8'));
  return pair?.[1] && pair[2] ? { username: pair[1], password: pair[2] } : null;
}
