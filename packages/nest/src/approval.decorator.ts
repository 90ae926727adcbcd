import type { ApprovalOptions, NodeStyleRequest } from '@countersign/http';
import { Reflector } from '@nestjs/core';

/**
 * For a handler that does what cannot be undone: the second factor must have been proved for just this action, with these
 * parameters, within 300 s, and that lets it run once (R69). Together with `@StepUp()` it is held to that one's age and
 * methods too. For HTTP alone: on a handler of GraphQL or a gateway nothing passes. Where the policy asks for no second factor it asks for none either.
 *
 * @example
 * `@Approval({ action: 'administrator.delete', description: (request) => `Delete administrator ${request.params.id}` })`
 */
export const Approval = Reflector.createDecorator<ApprovalOptions<NestRequest>>({ key: 'countersign:approval' });

/** The framework's request, of Express or Fastify, as far as both are alike. */
export interface NestRequest extends NodeStyleRequest {
  readonly method: string;
  readonly url: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
  // biome-ignore lint/suspicious/noExplicitAny: as the frameworks' own types have it
  readonly body: any;
}
