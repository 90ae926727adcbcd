import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { OptionError } from '@countersign/core';
import {
  type ExpressLayers,
  expressLayers,
  type NodeStyleRequest,
  readBodyOf,
  SecondFactorWeb,
  toWebRequest,
  usableBody,
} from '@countersign/http';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { BodyReader } from './body-reader.js';
import { readBeforeExpress } from './strict-body.express.js';
import { readBeforeFastify } from './strict-body.fastify.js';

/** How each adapter is read: the function stands in front of the host's parser. */
const ADAPTERS: Readonly<Record<string, typeof readBeforeExpress>> = {
  express: readBeforeExpress,
  fastify: readBeforeFastify,
};

/**
 * Reads the bodies of the second step's own routes before the host's parser does: that one keeps the last of two equal
 * keys, answers malformed JSON in words of its own, and takes larger bodies (R18).
 */
@Injectable()
export class StrictBody implements BodyReader, OnModuleInit {
  readonly #problems = new WeakMap<object, string>();
  /** What the host has put into its Express before Nest has it. */
  #before: ExpressLayers = [];

  constructor(
    @Inject(SecondFactorWeb) private readonly web: SecondFactorWeb,
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
  ) {
    // An application gets its adapter, and providers are made, before the host's parser is registered: what is put in now
    // stands in front of it. (Under Nest's testing module the adapter comes after the providers.)
    host.init$.subscribe(() => {
      const { httpAdapter } = host;
      const type = httpAdapter.getType();
      if (type === 'express') this.#before = expressLayers(httpAdapter.getInstance());
      ADAPTERS[type]?.(httpAdapter, this);
    });
  }

  /** @throws OptionError `sender`, when it has receipts whose bytes would be lost before they are read here. */
  onModuleInit(): void {
    this.web.checkReceipts(this.#before);
    const { receipts = [] } = this.web.secondFactor.options.sender;
    const type = this.host.httpAdapter?.getType();
    if (receipts.length === 0 || type === undefined || type in ADAPTERS) return;
    throw new OptionError('sender', `has receipts, and bodies can be read as they came on Express and Fastify alone`);
  }

  /** What was wrong with a request's body, if anything. */
  problemOf(request: object): string | undefined {
    return this.#problems.get(request);
  }

  /** Whether this is the body's reader: changes of the second step, in any case that the host's router may serve. */
  isOurs(method: string | undefined, path: () => string): boolean {
    if (method === 'GET' || method === 'HEAD') return false;
    return path().toLowerCase().startsWith(`${this.web.basePath}/`.toLowerCase());
  }

  /** Reads a body, and keeps what was wrong with it. */
  async read(request: object, raw: IncomingMessage, payload?: Readable): Promise<unknown> {
    const route = this.web.routeOf(toWebRequest(request as NodeStyleRequest));
    const body = await readBodyOf(route, raw, payload);
    if (body.status === 'refused') this.#problems.set(request, body.detail);
    return usableBody(body);
  }
}
