import type { InterruptedForm } from '@countersign/core';
import { isForm } from './is-form.js';
import { safeReturnTo } from './return-to.js';
import type { WebRequest } from './web-request.js';

/** More than a form of an admin console needs, and what a session may have kept. */
const MOST_BYTES = 8_192;

/** What people type into these is nobody's to keep. */
const SECRET = /pass|secret|token|code/i;

/** Whether a browser has posted a form of the kind that can be kept. */
export function isPostedForm<User>({ method, headers }: Pick<WebRequest<User>, 'method' | 'headers'>): boolean {
  return method === 'POST' && isForm({ headers });
}

/**
 * A posted form as it can be posted again; `undefined` for one that could not be, or should not: too large, with a field
 * whose name tells of a secret, not read by a parser, or with a structure that the parser has made of names.
 */
export function interruptedForm<User>(request: WebRequest<User>, publicOrigin: string): InterruptedForm | undefined {
  const path = safeReturnTo(request.url, publicOrigin);
  const fields = fieldsOf(request.body);
  if (path === null || fields === undefined) return undefined;
  // A body that nobody has read looks like an empty one.
  if (fields.length === 0 && request.headers['content-length'] !== '0') return undefined;
  const text = new URLSearchParams(fields.map(([name, value]) => [name, value])).toString();
  return text.length <= MOST_BYTES ? { path, fields } : undefined;
}

function fieldsOf(body: unknown): InterruptedForm['fields'] | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const fields: [string, string][] = [];
  for (const [name, value] of Object.entries(body)) {
    // A list of one is what some parsers make of `name[]`, which would come back as a text.
    const values: unknown[] = Array.isArray(value) && value.length > 1 ? value : [value];
    if (SECRET.test(name) || !values.every((each) => typeof each === 'string')) return undefined;
    fields.push(...values.map((each): [string, string] => [name, each as string]));
  }
  return fields;
}

/** The page of this site from which a request came, or `null`. */
export function cameFrom<User>({ headers }: Pick<WebRequest<User>, 'headers'>, publicOrigin: string): string | null {
  const { referer = '' } = headers;
  if (!URL.canParse(referer) || new URL(referer).origin !== publicOrigin) return null;
  const { pathname, search } = new URL(referer);
  return safeReturnTo(pathname + search, publicOrigin);
}
