import { type NodeStyleRequest, SecondFactorWeb } from '@countersign/http';
import { PassportHost } from '@countersign/passport';
import {
  Controller,
  Inject,
  Post,
  Req,
  Res,
  UseFilters,
  UseGuards,
  UseInterceptors,
  VERSION_NEUTRAL,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { ContractGuard } from './contract.guard.js';
import { type NestCall, toCall } from './nest-call.js';
import { RefusalInterceptor } from './refusal.interceptor.js';
import { writeReply } from './reply-writer.js';
import { SecondFactorFilter } from './second-factor.filter.js';
import { SkipSecondFactor } from './skip-second-factor.decorator.js';

/** Makes a fresh set of recovery codes; the session's proof, and how old it is, are looked at there (R59). */
@Controller({ path: 'recovery-codes', version: VERSION_NEUTRAL })
@SkipSecondFactor()
@UseGuards(ContractGuard)
@UseInterceptors(RefusalInterceptor)
@UseFilters(SecondFactorFilter)
export class RecoveryCodesController {
  constructor(
    @Inject(SecondFactorWeb) private readonly web: SecondFactorWeb<object>,
    @Inject(PassportHost) private readonly passportHost: PassportHost<object, NestCall>,
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
  ) {}

  @Post()
  async renew(@Req() request: object, @Res() response: object): Promise<void> {
    const asked = this.web.view(request as NodeStyleRequest);
    const renewed = await this.web.changeFactor(asked, { act: 'renew-codes' });
    const call = toCall(this.host.httpAdapter, request, response);
    writeReply(this.host.httpAdapter, response, await this.passportHost.renew(call, asked, renewed));
  }
}
