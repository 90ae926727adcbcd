import type { SecondFactorError } from '@countersign/core';
import {
  type ApprovalOptions,
  guardHeaders,
  type NodeStyleRequest,
  SecondFactorWeb,
  type StepUpDemand,
} from '@countersign/http';
import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { HttpAdapterHost, Reflector } from '@nestjs/core';
import { HandlerDemands } from './handler-demand.js';
import { answered, writeHeaders, writeReply } from './reply-writer.js';
import { SecondFactorException } from './second-factor.exception.js';
import { transportRequest } from './transport-request.js';

/** What a call has come with that does not say who is there. */
const NOBODY: NodeStyleRequest = { headers: {} };

/**
 * Denies by default (R42): a handler runs only for a user whose session has proved what the policy asks for, or when it is
 * opened by `@SkipSecondFactor()`. Register it after the host's own authentication guard, in the same `providers` array. It
 * goes by the matched handler, never by the text of the URL, and makes no round trip.
 */
@Injectable()
export class SecondFactorGuard implements CanActivate {
  readonly #demands = new HandlerDemands();

  constructor(
    @Inject(SecondFactorWeb) protected readonly web: SecondFactorWeb,
    @Inject(Reflector) protected readonly reflector: Reflector,
    @Inject(HttpAdapterHost) protected readonly host: HttpAdapterHost,
  ) {}

  /**
   * @throws SecondFactorException `second_factor_required`, `step_up_required` or `second_factor_unavailable`; TypeError where
   * `@Approval()` stands on a handler of another transport than HTTP, so that it never runs.
   */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { isOpen, stepUp, approval } = this.#demands.of(this.reflector, context.getHandler(), context.getClass());
    if (isOpen) return true;
    const request = this.getRequest(context) ?? NOBODY;
    // A message's content is not in the request that tells who is there: the approval would be of whatever it says (R69).
    if (approval && context.getType() !== 'http') throw new TypeError('Countersign: @Approval() is for HTTP handlers');
    const error = await this.judge(request, stepUp, approval);
    return error === undefined || this.refuse(context, error);
  }

  /**
   * For a gateway's `handleConnection`, before which no guard stands: whether who has sent this request may stay
   * connected. An outage is a no.
   */
  async admits(request: NodeStyleRequest | undefined): Promise<boolean> {
    if (request === undefined) return false;
    return this.judge(request).then(
      (error) => error === undefined,
      () => false,
    );
  }

  /**
   * The request that tells who is there, of HTTP, GraphQL or a gateway's client; nothing found is nobody, and refused. A
   * host that keeps it elsewhere overrides this.
   */
  protected getRequest(context: ExecutionContext): NodeStyleRequest | undefined {
    return transportRequest(context);
  }

  /** Why the request is refused, if it is. An approval is used up by being asked for (R69). */
  protected judge(
    request: NodeStyleRequest,
    stepUp?: StepUpDemand,
    approval?: ApprovalOptions,
  ): Promise<SecondFactorError | undefined> {
    const view = this.web.view(request);
    return approval ? this.web.approve(view, approval, stepUp) : this.web.judge(view, stepUp);
  }

  /** What a refusal throws. A gateway's clients learn why only from a `WsException`, which its host overrides this for. */
  protected createException(_context: ExecutionContext, error: SecondFactorError): Error {
    return new SecondFactorException(error);
  }

  /** Sends a browser that asked for a page, or posted a form, to the second step; everyone else gets the exception. */
  protected async refuse(context: ExecutionContext, error: SecondFactorError): Promise<never> {
    if (context.getType() !== 'http') throw this.createException(context, error);
    const response: unknown = context.switchToHttp().getResponse();
    const request = this.web.view(context.switchToHttp().getRequest<NodeStyleRequest>());
    const onwards = await this.web.onwards(request, error);
    if (onwards) {
      writeReply(this.host.httpAdapter, response, onwards);
      return answered();
    }
    writeHeaders(this.host.httpAdapter, response, guardHeaders(error));
    throw this.createException(context, error);
  }
}
