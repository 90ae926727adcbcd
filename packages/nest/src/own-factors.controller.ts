import {
  type FactorChange,
  type NodeStyleRequest,
  SecondFactorWeb,
  VerifyBody,
  type WebReply,
} from '@countersign/http';
import { PassportHost } from '@countersign/passport';
import {
  Body,
  Controller,
  Delete,
  Get,
  Inject,
  Param,
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
import { type NestCall, toCall } from './nest-call.js';
import { RefusalInterceptor } from './refusal.interceptor.js';
import { writeReply } from './reply-writer.js';
import { SecondFactorFilter } from './second-factor.filter.js';
import { SkipSecondFactor } from './skip-second-factor.decorator.js';

/** The routes of the signed-in user's own factors: they look at the session's proof themselves, and how old it is (R34, R37). */
@Controller({ path: 'factors', version: VERSION_NEUTRAL })
@SkipSecondFactor()
@UseGuards(ContractGuard)
@UseInterceptors(RefusalInterceptor)
@UseFilters(SecondFactorFilter)
export class OwnFactorsController {
  constructor(
    @Inject(SecondFactorWeb) private readonly web: SecondFactorWeb<object>,
    @Inject(PassportHost) private readonly passportHost: PassportHost<object, NestCall>,
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
  ) {}

  @Get()
  async show(@Req() request: object, @Res() response: object): Promise<void> {
    this.#write(response, await this.web.showFactors(this.#view(request)));
  }

  @Post('phone')
  async addPhone(@Req() request: object, @Res() response: object): Promise<void> {
    this.#write(response, await this.web.addFactor(this.#view(request), 'phone'));
  }

  @Post('totp')
  async addTotp(@Req() request: object, @Res() response: object): Promise<void> {
    this.#write(response, await this.web.addFactor(this.#view(request), 'totp'));
  }

  @Post('passkey')
  async addPasskey(@Req() request: object, @Res() response: object): Promise<void> {
    this.#write(response, await this.web.addFactor(this.#view(request), 'passkey'));
  }

  @Post(':id/confirm')
  async confirm(
    @Req() request: object,
    @Res() response: object,
    @Param('id') id: string,
    @Body(new BodyPipe(VerifyBody)) body: VerifyBody,
  ): Promise<void> {
    const asked = { ...this.#view(request), body };
    this.web.checkConfirmation(asked, id);
    this.#write(response, await this.passportHost.verify(toCall(this.host.httpAdapter, request, response), asked));
  }

  @Delete(':id')
  async remove(@Req() request: object, @Res() response: object, @Param('id') id: string): Promise<void> {
    await this.#change(request, response, { act: 'remove', id });
  }

  @Post(':id/remove')
  async removeByForm(@Req() request: object, @Res() response: object, @Param('id') id: string): Promise<void> {
    await this.#change(request, response, { act: 'remove', id });
  }

  @Post(':id')
  async describe(@Req() request: object, @Res() response: object, @Param('id') id: string): Promise<void> {
    await this.#change(request, response, { act: 'describe', id });
  }

  async #change(request: object, response: object, change: FactorChange): Promise<void> {
    const asked = this.#view(request);
    const renewed = await this.web.changeFactor(asked, change);
    this.#write(
      response,
      await this.passportHost.renew(toCall(this.host.httpAdapter, request, response), asked, renewed),
    );
  }

  #view(request: object) {
    return this.web.view(request as NodeStyleRequest);
  }

  #write(response: object, reply: WebReply): void {
    writeReply(this.host.httpAdapter, response, reply);
  }
}
