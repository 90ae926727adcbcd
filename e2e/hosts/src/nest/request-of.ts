import type { ExecutionContext } from '@nestjs/common';
import type { HostRequest } from '../parts/identity.js';

/** The request behind a handler: of GraphQL it is in the context, the third argument. */
export function requestOf(context: ExecutionContext): HostRequest {
  if (context.getType<string>() !== 'graphql') return context.switchToHttp().getRequest();
  const { req, reply } = context.getArgByIndex<{ req?: HostRequest; reply?: { request: HostRequest } }>(2);
  return (req ?? reply?.request) as HostRequest;
}
