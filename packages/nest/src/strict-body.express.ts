import type { IncomingMessage } from 'node:http';
import type { AbstractHttpAdapter } from '@nestjs/core';
import type { BodyReader } from './body-reader.js';

type Next = (error?: unknown) => void;
type ExpressRequest = IncomingMessage & { readonly path: string; body?: unknown };

/** Puts the strict reader in front of Express's parsers, as middleware; they leave a body alone that was read. */
export function readBeforeExpress(adapter: AbstractHttpAdapter, bodies: BodyReader): void {
  adapter.use((request: ExpressRequest, _: unknown, next: Next) => {
    if (!bodies.isOurs(request.method, () => request.path)) {
      next();
      return;
    }
    bodies
      .read(request, request)
      .then((body) => Object.assign(request, { body }))
      .then(() => next(), next);
  });
}
