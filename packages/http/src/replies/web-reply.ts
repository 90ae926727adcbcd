import { REPLY_HEADERS } from './reply-headers.js';

/** A reply, whatever framework writes it. */
export interface WebReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** `Set-Cookie` lines. */
  readonly cookies: readonly string[];
  /** The finished body; absent when there is none. */
  readonly body?: string;
}

/** A JSON reply. */
export function jsonReply(status: number, value: object, headers: Readonly<Record<string, string>> = {}): WebReply {
  return reply(status, JSON.stringify(value), { 'Content-Type': 'application/json; charset=utf-8', ...headers });
}

/** What is not there, or not for who asks. */
export function notFoundReply(): WebReply {
  return jsonReply(404, { statusCode: 404, message: 'Not Found' });
}

/** A page. */
export function htmlReply(status: number, html: string, headers: Readonly<Record<string, string>> = {}): WebReply {
  return reply(status, html, { 'Content-Type': 'text/html; charset=utf-8', ...headers });
}

/** A table to download. @param name - of the file. */
export function csvReply(name: string, text: string): WebReply {
  return reply(200, text, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="${name}"`,
  });
}

/** Sends a browser on, with GET. */
export function redirectReply(location: string): WebReply {
  return reply(303, undefined, { Location: location });
}

/** A reply without a body. */
export function emptyReply(status: number): WebReply {
  return reply(status, undefined, {});
}

/** The same reply with more `Set-Cookie` lines. */
export function withCookies(base: WebReply, cookies: readonly string[]): WebReply {
  return Object.assign({}, base, { cookies: [...base.cookies, ...cookies] });
}

function reply(status: number, body: string | undefined, headers: Readonly<Record<string, string>>): WebReply {
  const all = Object.assign({}, REPLY_HEADERS, headers);
  return { status, headers: all, cookies: [], ...(body !== undefined && { body }) };
}

/** A file of the pages: cacheable, unlike everything else here. */
export function assetReply(contentType: string, body: string): WebReply {
  return reply(200, body, { 'Content-Type': contentType, 'Cache-Control': 'public, max-age=3600' });
}
