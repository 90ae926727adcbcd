import { EmptyBody, type NodeStyleRequest, SecondFactorWeb, type WebReply } from '@countersign/http';
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
import { RefusalInterceptor } from './refusal.interceptor.js';
import { writeReply } from './reply-writer.js';
import { SecondFactorFilter } from './second-factor.filter.js';
import { SkipSecondFactor } from './skip-second-factor.decorator.js';

/** The trusted devices of who is signed in (R53). */
@Controller({ path: 'devices', version: VERSION_NEUTRAL })
@SkipSecondFactor()
@UseGuards(ContractGuard)
@UseInterceptors(RefusalInterceptor)
@UseFilters(SecondFactorFilter)
export class TrustedDevicesController {
  constructor(
    @Inject(SecondFactorWeb) private readonly web: SecondFactorWeb<object>,
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
  ) {}

  @Get()
  async show(@Req() request: object, @Res() response: object): Promise<void> {
    this.#write(response, await this.web.showDevices(this.web.view(request as NodeStyleRequest)));
  }

  @Delete(':id')
  async delete(
    @Req() request: object,
    @Res() response: object,
    @Param('id') id: string,
    @Body(new BodyPipe(EmptyBody)) body: EmptyBody,
  ): Promise<void> {
    await this.#revoke(request, response, id, body);
  }

  @Post(':id/revoke')
  async revoke(
    @Req() request: object,
    @Res() response: object,
    @Param('id') id: string,
    @Body(new BodyPipe(EmptyBody)) body: EmptyBody,
  ): Promise<void> {
    await this.#revoke(request, response, id, body);
  }

  async #revoke(request: object, response: object, id: string, body: EmptyBody): Promise<void> {
    const asked = { ...this.web.view(request as NodeStyleRequest), body };
    this.#write(response, await this.web.revokeDevice(asked, id));
  }

  #write(response: object, reply: WebReply): void {
    writeReply(this.host.httpAdapter, response, reply);
  }
}
