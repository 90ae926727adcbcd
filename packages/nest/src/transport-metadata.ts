import 'reflect-metadata';
import type { Handler } from './handlers.js';

/** The keys under which the decorators of Nest's optional packages keep what they are told. */
const OPERATION_TYPE = 'graphql:resolver_type';
const OPERATION_NAME = 'graphql:resolver_name';
const OPERATION_PROPERTY = 'graphql:resolve_property';
const GATEWAY = 'websockets:is_gateway';
const SOCKET_MAPPING = 'websockets:message_mapping';
const SOCKET_MESSAGE = 'message';
const PATTERN_TYPE = 'microservices:handler_type';
const PATTERNS = 'microservices:pattern';

const ROOT_TYPES: readonly unknown[] = ['Query', 'Mutation', 'Subscription'];

/** A GraphQL operation as `Query users`; `undefined` for what is none. Fields are resolved behind the operation's guard. */
export function operationOf({ type, name, method }: Handler): string | undefined {
  const ofField = Reflect.getMetadata(OPERATION_PROPERTY, method)
    ? Reflect.getMetadata(OPERATION_TYPE, type)
    : undefined;
  const root: unknown = Reflect.getMetadata(OPERATION_TYPE, method) ?? ofField;
  if (!ROOT_TYPES.includes(root)) return undefined;
  return `${root} ${Reflect.getMetadata(OPERATION_NAME, method) ?? name}`;
}

/** A gateway's message as `WS chat.send`; `undefined` for what is none. */
export function socketMessageOf({ type, method }: Handler): string | undefined {
  const found = Reflect.getMetadata(GATEWAY, type) && Reflect.getMetadata(SOCKET_MAPPING, method);
  return found ? `WS ${printed(Reflect.getMetadata(SOCKET_MESSAGE, method))}` : undefined;
}

/** A microservice's message or event as `RPC users.find`; `undefined` for what is none. */
export function patternOf({ method }: Handler): string | undefined {
  if (Reflect.getMetadata(PATTERN_TYPE, method) === undefined) return undefined;
  return `RPC ${[Reflect.getMetadata(PATTERNS, method)].flat().map(printed).join(', ')}`;
}

function printed(pattern: unknown): string {
  return typeof pattern === 'string' ? pattern : JSON.stringify(pattern);
}
