import type { ExecutionContext } from '@nestjs/common';
import type { HostRequest } from '../parts/identity.js';

interface OperationContext {
  readonly req?: HostRequest;
  readonly reply?: { readonly request: HostRequest };
}

/**
 * The request behind a handler: of GraphQL it is in the context, the third argument; of a gateway it is that of the
 * handshake, once the session was restored.
 */
export function requestOf(context: ExecutionContext): HostRequest | undefined {
  if (context.getType() === 'ws') return context.switchToWs().getClient<{ request?: HostRequest }>().request;
  if (context.getType<string>() !== 'graphql') return context.switchToHttp().getRequest();
  const { req, reply } = context.getArgByIndex<OperationContext>(2);
  return req ?? reply?.request;
}
