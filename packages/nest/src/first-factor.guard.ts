import { SecondFactorWeb, toWebRequest } from '@countersign/http';
import { dropSession, signInWithSession } from '@countersign/passport';
import { type CanActivate, type ExecutionContext, Inject, Injectable, type Type } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import { answered, writeReply } from './reply-writer.js';

/**
 * Replaces the host's guard on its log-in route: runs the host's Passport strategy, and when its password was right either
 * signs in as before (no second factor needed), or answers with the second step and signs in nothing (R43).
 *
 * @param strategy - the name of the host's first-factor strategy.
 * @example
 * \@UseGuards(FirstFactorGuard('local'))
 * \@Post('login')
 */
export function FirstFactorGuard(strategy = 'local'): Type<CanActivate> {
  @Injectable()
  class FirstFactor extends AuthGuard(strategy) {
    constructor(
      @Inject(SecondFactorWeb) private readonly web: SecondFactorWeb,
      @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
    ) {
      super();
    }

    override async canActivate(context: ExecutionContext): Promise<boolean> {
      await super.canActivate(context);
      const request = context.switchToHttp().getRequest<{ user: object }>();
      return this.#decide(context, request, request.user);
    }

    async #decide(context: ExecutionContext, request: object, user: object): Promise<boolean> {
      const asked = toWebRequest(request as Parameters<typeof toWebRequest>[0]);
      const response: unknown = context.switchToHttp().getResponse();
      try {
        const outcome = await this.web.afterFirstFactor(asked, user);
        if (outcome.status === 'complete') {
          await signInWithSession(request, user, outcome.assurance);
          return true;
        }
        await dropSession(request);
        writeReply(this.host.httpAdapter, response, outcome.reply);
      } catch (error) {
        // That session is over, however the password step ended; a store that is down is not waited for twice (R83).
        dropSession(request).catch(() => undefined);
        writeReply(this.host.httpAdapter, response, await this.web.refuse(asked, error));
      }
      return answered();
    }
  }
  return FirstFactor;
}
