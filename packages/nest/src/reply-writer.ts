import type { ServerResponse } from 'node:http';
import { mergedVary, type WebReply, writeToNode } from '@countersign/http';
import type { AbstractHttpAdapter } from '@nestjs/core';

/** Writes a reply of the web contract through whichever adapter the host runs on, as it is: no interceptor changes it. */
export function writeReply(adapter: AbstractHttpAdapter, response: unknown, reply: WebReply): void {
  // Express's own way to send adds an ETag, and may answer 304 instead.
  if (adapter.getType() === 'express') {
    writeToNode(response as ServerResponse, reply);
    return;
  }
  writeHeaders(adapter, response, reply.headers, reply.cookies);
  adapter.status(response, reply.status);
  adapter.reply(response, reply.body);
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
