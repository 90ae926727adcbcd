import { PassportHost, type WayIn } from '@countersign/passport';
import { type CanActivate, type ExecutionContext, Inject, Injectable, type Type } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import { callOf, type NestCall } from './nest-call.js';
import { answered, writeReply } from './reply-writer.js';

/**
 * Replaces the host's guard on its log-in route: runs the host's Passport strategy, and when its password was right either
 * signs in as before (no second factor needed), or answers with the second step and signs in nothing (R43).
 *
 * Every way in has one: password, magic link, single sign-on, invitation (R47).
 *
 * @param strategy - the name of the host's first-factor strategy.
 * @param wayIn - what that proves, where it is not a password.
 * @example
 * \@UseGuards(FirstFactorGuard('local'))
 * \@Post('login')
 */
export function FirstFactorGuard(strategy = 'local', wayIn: WayIn = {}): Type<CanActivate> {
  @Injectable()
  class FirstFactor extends AuthGuard(strategy) {
    constructor(
      @Inject(PassportHost) private readonly passportHost: PassportHost<object, NestCall>,
      @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
    ) {
      super();
    }

    override async canActivate(context: ExecutionContext): Promise<boolean> {
      await super.canActivate(context);
      const call = callOf(this.host.httpAdapter, context);
      const reply = await this.passportHost.enter(call, call.request.user as object, wayIn);
      if (reply === undefined) return true;
      writeReply(this.host.httpAdapter, call.host.response, reply);
      return answered();
    }
  }
  return FirstFactor;
}
