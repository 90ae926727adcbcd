import { mergedVary, type WebReply } from '@countersign/http';
import type { AbstractHttpAdapter } from '@nestjs/core';

/** Writes a reply of the web contract through whichever adapter the host runs on, as it is: no interceptor changes it. */
export function writeReply(adapter: AbstractHttpAdapter, response: unknown, reply: WebReply): void {
  writeHeaders(adapter, response, reply.headers, reply.cookies);
  adapter.status(response, reply.status);
  if (adapter.getType() === 'express') endExpress(adapter, response, reply);
  // Fastify's adapter would end the raw response, which knows no header that was set here.
  else adapter.reply(response, reply.body);
}

/** Express's own way to send adds an ETag, and may answer 304 instead. */
function endExpress(adapter: AbstractHttpAdapter, response: unknown, { status, body = '' }: WebReply): void {
  // Session middleware may write the head before the body comes, and Node could not tell the length any more.
  if (status !== 204) adapter.setHeader(response, 'Content-Length', String(Buffer.byteLength(body)));
  adapter.end(response, body);
}

/** Sets headers, and adds cookies, and what answers vary by, to those that the host has set. */
export function writeHeaders(
  adapter: AbstractHttpAdapter,
  response: unknown,
  headers: Readonly<Record<string, string>>,
  cookies: readonly string[] = [],
): void {
  for (const [name, value] of Object.entries(headers)) {
    const present = name === 'Vary' ? mergedVary(adapter.getHeader(response, name), value) : value;
    adapter.setHeader(response, name, present);
  }
  for (const line of cookies) adapter.appendHeader(response, 'Set-Cookie', line);
}

/**
 * For a guard that has answered itself: neither its handler nor a filter may run any more, and a promise that never settles
 * is Nest's way to say so (its own guards for Passport redirect like this). Nothing holds on to it.
 */
export function answered(): Promise<never> {
  return new Promise(() => undefined);
}
