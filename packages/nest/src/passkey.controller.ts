import { EmptyBody, type NodeStyleRequest, SecondFactorWeb } from '@countersign/http';
import {
  Body,
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
import { BodyPipe } from './body.pipe.js';
import { ContractGuard } from './contract.guard.js';
import { RefusalInterceptor } from './refusal.interceptor.js';
import { writeReply } from './reply-writer.js';
import { SecondFactorFilter } from './second-factor.filter.js';
import { SkipSecondFactor } from './skip-second-factor.decorator.js';

/** The route of the second step by which the pages' script asks what a passkey has to sign. */
@Controller({ version: VERSION_NEUTRAL })
@SkipSecondFactor()
@UseGuards(ContractGuard)
@UseInterceptors(RefusalInterceptor)
@UseFilters(SecondFactorFilter)
export class PasskeyController {
  constructor(
    @Inject(SecondFactorWeb) private readonly web: SecondFactorWeb<object>,
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
  ) {}

  @Post('passkey')
  async options(
    @Req() request: object,
    @Res() response: object,
    @Body(new BodyPipe(EmptyBody)) body: EmptyBody,
  ): Promise<void> {
    const asked = { ...this.web.view(request as NodeStyleRequest), body };
    writeReply(this.host.httpAdapter, response, await this.web.passkeyOptions(asked));
  }
}
