import type { IncomingHttpHeaders } from 'node:http';
import Negotiator from 'negotiator';

/** The forms in which every answer exists. */
export type Form = 'html' | 'json';

const TYPES = { html: 'text/html', json: 'application/json' } as const;

/**
 * Which form a client prefers: by `Accept`, and between forms that it likes alike (`*`/`*`) JSON for one that sends JSON or
 * a bearer token, otherwise HTML.
 */
export function preferredForm(headers: IncomingHttpHeaders): Form {
  const available = speaksJson(headers) ? [TYPES.json, TYPES.html] : [TYPES.html, TYPES.json];
  return new Negotiator({ headers }).mediaType(available) === TYPES.json ? 'json' : 'html';
}

/** Whether a client asks for HTML by name, as browsers do when a person goes somewhere. */
export function asksForPage(headers: IncomingHttpHeaders): boolean {
  return /\btext\/html\b/i.test(headers.accept ?? '') && preferredForm(headers) === 'html';
}

/** Whether a client wants the token in the body, to send it back as `Authorization: Bearer`. */
export function prefersBearer(headers: IncomingHttpHeaders): boolean {
  const preferences = [headers.prefer ?? []].flat().join(',').toLowerCase().split(',');
  return preferences.some((preference) => preference.trim() === 'countersign=bearer');
}

function speaksJson(headers: IncomingHttpHeaders): boolean {
  const sendsJson = /^application\/json\b/i.test(headers['content-type'] ?? '');
  return sendsJson || prefersBearer(headers) || headers.authorization !== undefined;
}
