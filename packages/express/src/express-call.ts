import type { IncomingMessage, ServerResponse } from 'node:http';
import type { NodeStyleRequest } from '@countersign/http';
import type { HostCall, SessionRequest } from '@countersign/passport';

/** Express's request and response, as `completeSignIn` gets them. */
export interface ExpressCall {
  readonly request: IncomingMessage & NodeStyleRequest & SessionRequest;
  readonly response: ServerResponse;
}

/** A middleware: one step before the rest, which may answer in its place. */
export type Middleware = (request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void) => void;

/** A request and its response as the layers below know them. */
export function toCall(request: IncomingMessage, response: ServerResponse): HostCall<ExpressCall> {
  const asked: ExpressCall['request'] = request;
  return { request: asked, host: { request: asked, response } };
}
