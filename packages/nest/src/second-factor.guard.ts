import type { SecondFactorError } from '@countersign/core';
import { guardHeaders, type NodeStyleRequest, SecondFactorWeb } from '@countersign/http';
import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { HttpAdapterHost, Reflector } from '@nestjs/core';
import { answered, writeHeaders, writeReply } from './reply-writer.js';
import { SecondFactorException } from './second-factor.exception.js';
import { SkipSecondFactor } from './skip-second-factor.decorator.js';
import { StepUp } from './step-up.decorator.js';

/**
 * Denies by default (R42): a handler runs only for a user whose session has proved what the policy asks for, or when it is
 * opened by `@SkipSecondFactor()`. Register it after the host's own authentication guard, in the same `providers` array. It
 * goes by the matched handler, never by the text of the URL, and makes no round trip.
 */
@Injectable()
export class SecondFactorGuard implements CanActivate {
  constructor(
    @Inject(SecondFactorWeb) protected readonly web: SecondFactorWeb,
    @Inject(Reflector) protected readonly reflector: Reflector,
    @Inject(HttpAdapterHost) protected readonly host: HttpAdapterHost,
  ) {}

  /** @throws SecondFactorException `second_factor_required`, `step_up_required` or `second_factor_unavailable` */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const targets = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride(SkipSecondFactor, targets) === true) return true;
    const error = await this.judge(this.getRequest(context), this.reflector.getAllAndOverride(StepUp, targets));
    return error === undefined || this.refuse(context, error);
  }

  /** The request as the context holds it; a host with another transport overrides this. */
  protected getRequest(context: ExecutionContext): NodeStyleRequest {
    return context.switchToHttp().getRequest<NodeStyleRequest>();
  }

  /** Why the request is refused, if it is. */
  protected async judge(request: NodeStyleRequest, maxAgeSeconds?: number): Promise<SecondFactorError | undefined> {
    return this.web.judge(this.web.view(request), maxAgeSeconds);
  }

  /** Sends a browser that asked for a page to the second step; everyone else gets the exception. */
  protected refuse(context: ExecutionContext, error: SecondFactorError): Promise<never> {
    const request = this.getRequest(context);
    const response: unknown = context.switchToHttp().getResponse();
    const onwards = this.web.onwards(this.web.view(request), error);
    if (onwards) {
      writeReply(this.host.httpAdapter, response, onwards);
      return answered();
    }
    writeHeaders(this.host.httpAdapter, response, guardHeaders(error));
    throw new SecondFactorException(error);
  }
}
