import { type WebReply, writeHeaders } from '@countersign/http';
import type { KoaContext } from './koa-request.js';

/** Writes a reply on `ctx`, which Koa sends when the middleware before has added what is theirs, as a session's cookie. */
export function writeToKoa(ctx: KoaContext, reply: WebReply): void {
  // Koa has ideas of its own about the type of a body, and about the status of none.
  ctx.res.removeHeader('Content-Type');
  ctx.body = reply.body ?? null;
  writeHeaders(ctx.res, reply);
  ctx.status = reply.status;
}
