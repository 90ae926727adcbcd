import type { IncomingHttpHeaders } from 'node:http';
import type { Assurance } from '@countersign/core';

/** A request as the web contract sees it, whatever framework took it. */
export interface WebRequest<User = unknown> {
  /** In capitals. */
  readonly method: string;
  /** Path and query, as `/2fa?change=1`. */
  readonly url: string;
  /** Names in small letters, as Node gives them. */
  readonly headers: IncomingHttpHeaders;
  /** The body as parsed; checked before it is used. */
  readonly body: unknown;
  /** The host's signed-in user, if any; of one who acts as another, the one who acts. */
  readonly user: User | undefined;
  /** What the host's session or token has proved, if anything. */
  readonly assurance: Assurance | undefined;
  /** The framework's own request, for the host's functions. */
  readonly source: NodeStyleRequest;
}

/** What Express, Nest on either adapter, and most others add to Node's request. */
export interface NodeStyleRequest {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly originalUrl?: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body?: unknown;
  readonly user?: unknown;
  /** Tells the client's address. */
  readonly socket?: { readonly remoteAddress?: string | undefined } | undefined;
  /** Of any session middleware's type; what was proved is its `countersign`. */
  readonly session?: object | null | undefined;
  /** What a token host's own check has read from the token's claims; goes before the session's. */
  readonly countersign?: Assurance | undefined;
}

/** Who acts in a request, where that is another than its user; `undefined` where it is not. */
export type Actor<User> = (request: NodeStyleRequest) => User | undefined;

/** The web contract's view of a request of that style. */
export function toWebRequest<User>(request: NodeStyleRequest, actor?: Actor<User>): WebRequest<User> {
  const session = request.session as { countersign?: Assurance } | null | undefined;
  return {
    method: (request.method ?? 'GET').toUpperCase(),
    url: request.originalUrl ?? request.url ?? '/',
    headers: request.headers,
    body: request.body,
    user: actor?.(request) ?? ((request.user ?? undefined) as User | undefined),
    assurance: request.countersign ?? session?.countersign,
    source: request,
  };
}
