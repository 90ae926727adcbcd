import type { NodeStyleRequest } from '@countersign/http';
import type { ExecutionContext } from '@nestjs/common';

type Found = NodeStyleRequest | undefined;

/** A GraphQL context: Apollo on Express, on Fastify, Mercurius, and a subscription by graphql-ws. */
interface OperationContext {
  readonly req?: Found;
  readonly request?: Found;
  readonly reply?: { readonly request?: Found };
  readonly extra?: { readonly request?: Found };
}

/** A client of a gateway: socket.io's, or one of `ws` on which the host has hung the request of its handshake. */
interface SocketClient {
  readonly request?: Found;
  readonly handshake?: Found;
}

/**
 * The request that a call came with, on whatever transport; `undefined` where none says who is there, as in a
 * microservice's message.
 */
export function transportRequest(context: ExecutionContext): Found {
  switch (context.getType<'http' | 'graphql' | 'ws' | 'rpc'>()) {
    case 'http':
      return context.switchToHttp().getRequest<NodeStyleRequest>();
    case 'graphql':
      // Its resolvers are given the parent, the arguments, the context.
      return ofOperation(context.getArgByIndex<OperationContext | undefined>(2) ?? {});
    case 'ws':
      return ofClient(context.switchToWs().getClient<SocketClient>());
    default:
      return undefined;
  }
}

function ofOperation({ req, request, reply, extra }: OperationContext): Found {
  return req ?? request ?? reply?.request ?? extra?.request;
}

function ofClient({ request, handshake }: SocketClient): Found {
  return [request, handshake].find((each) => each?.user !== undefined);
}
