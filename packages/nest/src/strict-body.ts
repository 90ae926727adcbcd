import type { IncomingMessage } from 'node:http';
import { type ReadBody, readBody, SecondFactorWeb } from '@countersign/http';
import { Inject, Injectable } from '@nestjs/common';
import { type AbstractHttpAdapter, HttpAdapterHost } from '@nestjs/core';

type Next = (error?: unknown) => void;
type ExpressRequest = IncomingMessage & { readonly path: string; body?: unknown };

/**
 * Reads the bodies of the second step's own routes before the host's parser does: that one keeps the last of two equal
 * keys, answers malformed JSON in words of its own, and takes larger bodies (R18).
 */
@Injectable()
export class StrictBody {
  readonly #problems = new WeakMap<object, string>();

  constructor(
    @Inject(SecondFactorWeb) private readonly web: SecondFactorWeb,
    @Inject(HttpAdapterHost) host: HttpAdapterHost,
  ) {
    // An application gets its adapter, and providers are made, before the host's parser is registered: this middleware
    // stands in front of it. (Under Nest's testing module the adapter comes after the providers.)
    host.init$.subscribe(() => this.#standOn(host.httpAdapter));
  }

  /** What was wrong with a request's body, if anything. */
  problemOf(request: object): string | undefined {
    return this.#problems.get(request);
  }

  #standOn(adapter: AbstractHttpAdapter): void {
    if (adapter.getType() !== 'express') return;
    adapter.use((request: ExpressRequest, _: unknown, next: Next) => this.#read(request, next));
  }

  #read(request: ExpressRequest, next: Next): void {
    if (!this.#isOurs(request)) {
      next();
      return;
    }
    readBody(request)
      .then((body) => this.#keep(request, body))
      .then(() => next(), next);
  }

  #keep(request: ExpressRequest, body: ReadBody): void {
    request.body = body.status === 'read' ? body.value : {};
    if (body.status === 'refused') this.#problems.set(request, body.detail);
  }

  /** By the path as Express reads it, and in any case: an odd spelling that its router serves is no way round. */
  #isOurs({ method, path }: ExpressRequest): boolean {
    const ours = `${this.web.basePath}/`.toLowerCase();
    return method !== 'GET' && method !== 'HEAD' && path.toLowerCase().startsWith(ours);
  }
}
