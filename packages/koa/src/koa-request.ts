import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Assurance } from '@countersign/core';
import type { NodeStyleRequest } from '@countersign/http';
import type { SessionRequest } from '@countersign/passport';

/** What is used of Koa's `ctx`, with what koa-passport and a session middleware add to it. */
export interface KoaContext {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly originalUrl: string;
  /** Holds the body, where a parser has read one. */
  readonly request: object;
  /** Of whatever type the application gives it; `user` and `countersign` are looked at. */
  // biome-ignore lint/suspicious/noExplicitAny: as Koa's own types have it
  readonly state: any;
  session?: SessionRequest['session'];
  /** koa-session's. */
  readonly sessionOptions?: { maxAge?: unknown };
  login?(user: object): Promise<void>;
  status: number;
  body: unknown;
}

/** `ctx` as the layers below know requests: what they and Passport hang on it lands where Koa's middleware looks for it. */
export interface KoaRequest extends NodeStyleRequest, SessionRequest {
  /** Koa's own. */
  readonly ctx: KoaContext;
  user?: unknown;
  session?: SessionRequest['session'];
  countersign?: Assurance | undefined;
  body?: unknown;
}

/** Makes it. */
export function toRequest(ctx: KoaContext): KoaRequest {
  const { state, req, originalUrl } = ctx;
  const { method, headers, socket } = req;
  const { body } = ctx.request as { body?: unknown };
  const request = { ctx, method, originalUrl, headers, socket, body, ...(ctx.login && { logIn: logInto(ctx) }) };
  return Object.defineProperties(request, {
    user: { get: () => state.user, set: (user) => Object.assign(state, { user }) },
    countersign: { get: () => state.countersign, set: (countersign) => Object.assign(state, { countersign }) },
    session: { get: () => ctx.session, set: (session) => Object.assign(ctx, { session }) },
  });
}

/** The `ctx` behind a request, for the functions of a host that get one: `actor`, an exemption, the `amr` of a way in. */
export function contextOf(request: NodeStyleRequest): KoaContext {
  return (request as KoaRequest).ctx;
}

/** Passport's `logIn` with a callback, as the session that it makes is saved before the reply (R45). */
function logInto(ctx: KoaContext): NonNullable<SessionRequest['logIn']> {
  return (user, done) => {
    // koa-session gives a session a new id and leaves in it what was there, whoever put it there.
    if (ctx.session) Object.assign(ctx, { session: {} });
    Promise.resolve(ctx.login?.(user)).then(() => done(), done);
  };
}
