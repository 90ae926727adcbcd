import type { IncomingHttpHeaders } from 'node:http';
import type { Assurance } from '@countersign/core';
import { answer } from '../flow/answer.js';
import type { WebReply } from '../replies/web-reply.js';
import { routeBelow } from '../requests/web-route.js';
import { JSON_CLIENT, proof, type User, type Web } from './web.js';

/** Alice in a session of a host, who has just proved her phone. */
export class Visitor {
  #cookie = '';
  /** What her session holds; how often it was written anew. */
  session: { user: User | undefined; assurance: Assurance | undefined };
  renewals = 0;

  constructor(
    readonly host: Web,
    readonly headers: IncomingHttpHeaders = JSON_CLIENT,
  ) {
    this.session = { user: host.alice, assurance: proof(host) };
  }

  /** Asks as an adapter does. */
  async ask(method: string, path: string, value: Record<string, unknown> = {}): Promise<WebReply> {
    const { web } = this.host;
    const url = `/2fa${path}`;
    const route = routeBelow('/2fa', { method, url });
    if (!route) throw new Error(`${method} ${url} is none of ours`);
    const headers = { ...this.headers, ...(this.#cookie && { cookie: this.#cookie }) };
    const request = { method, url, headers, body: value, source: { headers }, ...this.session };
    const reply = await answer(web, route, {
      request,
      body: { status: 'read', value },
      verify: async (asked) => {
        const verified = await web.verify(asked);
        if (verified.status === 'pending') return web.reopened(asked, verified);
        this.#write(verified.assurance);
        return web.signedIn(asked, verified);
      },
      renew: async (asked, renewed) => {
        this.#write(renewed.assurance);
        return web.signedIn(asked, renewed, { access_token: 'x.y.z' });
      },
    });
    for (const line of reply.cookies) this.#cookie = line.split(';', 1)[0] ?? '';
    return reply;
  }

  #write(assurance: Assurance): void {
    this.session = { ...this.session, assurance };
    this.renewals += 1;
  }
}
