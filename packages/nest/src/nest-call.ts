import type { NodeStyleRequest } from '@countersign/http';
import type { HostCall, SessionRequest } from '@countersign/passport';
import type { ExecutionContext } from '@nestjs/common';

/** The framework's request and response, as `completeSignIn` gets them. */
export interface NestCall {
  readonly request: NodeStyleRequest & SessionRequest;
  readonly response: object;
}

/** A request and its response, as Nest's decorators hand them out. */
export function toCall(request: object, response: object): HostCall<NestCall> {
  const asked = request as NestCall['request'];
  return { request: asked, host: { request: asked, response } };
}

/** The request that a guard stands before. */
export function callOf(context: ExecutionContext): HostCall<NestCall> {
  const http = context.switchToHttp();
  return toCall(http.getRequest<object>(), http.getResponse<object>());
}
