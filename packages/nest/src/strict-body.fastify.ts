import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import type { AbstractHttpAdapter } from '@nestjs/core';
import type { BodyReader } from './body-reader.js';

type Done = (error?: unknown, payload?: Readable) => void;

interface FastifyRequest {
  readonly raw: IncomingMessage;
  readonly routeOptions: { readonly url?: string };
  headers: IncomingHttpHeaders;
  body: unknown;
}

interface Fastify {
  addHook(name: 'preParsing', hook: (request: FastifyRequest, _: unknown, payload: Readable, done: Done) => void): void;
  addHook(name: 'preValidation', hook: (request: FastifyRequest, _: unknown, done: Done) => void): void;
}

/** A request without these has no body to Fastify: it looks for no parser, refuses no type and counts no bytes. */
const NO_BODY = { 'content-type': undefined, 'content-length': undefined, 'transfer-encoding': undefined };

/** Puts the strict reader in front of Fastify's parsers, and hides from them that there was a body. */
export function readBeforeFastify(adapter: AbstractHttpAdapter, bodies: BodyReader): void {
  const fastify = adapter.getInstance<Fastify>();
  const hidden = new WeakMap<FastifyRequest, IncomingHttpHeaders>();
  fastify.addHook('preParsing', (request, _, payload, done) => {
    if (!bodies.isOurs(request.raw.method, () => pathOf(request))) {
      done(null, payload);
      return;
    }
    bodies.read(request, request.raw, payload).then((body) => {
      hidden.set(request, request.headers);
      Object.assign(request, { body, headers: { ...request.headers, ...NO_BODY } });
      done(null, Readable.from([]));
    }, done);
  });
  fastify.addHook('preValidation', (request, _, done) => {
    const headers = hidden.get(request);
    if (headers) request.headers = headers;
    done();
  });
}

/** The route's own path: its router serves spellings that are not ours by their text. What no route takes goes by that. */
function pathOf({ raw, routeOptions }: FastifyRequest): string {
  return routeOptions.url ?? (raw.url ?? '').split('?', 1)[0] ?? '';
}
