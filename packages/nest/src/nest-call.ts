import type { NodeStyleRequest } from '@countersign/http';
import type { HostCall, SessionRequest } from '@countersign/passport';
import type { ExecutionContext } from '@nestjs/common';
import type { AbstractHttpAdapter } from '@nestjs/core';
import { writeHeaders } from './reply-writer.js';

/** The framework's request and response, as `completeSignIn` gets them. */
export interface NestCall {
  readonly request: NodeStyleRequest & SessionRequest;
  readonly response: object;
}

/** A request and its response, as Nest's decorators hand them out. */
export function toCall(adapter: AbstractHttpAdapter, request: object, response: object): HostCall<NestCall> {
  const asked = request as NestCall['request'];
  const setCookies = (lines: readonly string[]) => writeHeaders(adapter, response, {}, lines);
  return { request: asked, host: { request: asked, response }, setCookies };
}

/** The request that a guard stands before. */
export function callOf(adapter: AbstractHttpAdapter, context: ExecutionContext): HostCall<NestCall> {
  const http = context.switchToHttp();
  return toCall(adapter, http.getRequest<object>(), http.getResponse<object>());
}
