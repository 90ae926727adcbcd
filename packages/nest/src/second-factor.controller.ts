import {
  CodeBody,
  EmptyBody,
  PhoneBody,
  SecondFactorWeb,
  toWebRequest,
  VerifyBody,
  type WebReply,
} from '@countersign/http';
import { type SecondFactorInfo, SecondFactorStrategy, signInWithSession } from '@countersign/passport';
import {
  Body,
  Controller,
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
import { authenticate } from './passport-authenticate.js';
import { RefusalInterceptor } from './refusal.interceptor.js';
import { writeReply } from './reply-writer.js';
import { SecondFactorFilter } from './second-factor.filter.js';
import { SkipSecondFactor } from './skip-second-factor.decorator.js';

/** The routes of the second step. Each hands its request to the web contract and writes what comes back. */
@Controller({ version: VERSION_NEUTRAL })
@SkipSecondFactor()
@UseGuards(ContractGuard)
@UseInterceptors(RefusalInterceptor)
@UseFilters(SecondFactorFilter)
export class SecondFactorController {
  readonly #strategy: SecondFactorStrategy;

  constructor(
    @Inject(SecondFactorWeb) private readonly web: SecondFactorWeb,
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
  ) {
    this.#strategy = new SecondFactorStrategy(web);
  }

  @Get()
  async show(@Req() request: object, @Res() response: object): Promise<void> {
    this.#write(response, await this.web.show(toWebRequest(request as never)));
  }

  @Post('phone')
  async enrolPhone(
    @Req() request: object,
    @Res() response: object,
    @Body(new BodyPipe(PhoneBody)) body: PhoneBody,
  ): Promise<void> {
    this.#write(response, await this.web.enrolPhone(this.#with(request, body)));
  }

  @Post('code')
  async sendCode(
    @Req() request: object,
    @Res() response: object,
    @Body(new BodyPipe(CodeBody)) body: CodeBody,
  ): Promise<void> {
    this.#write(response, await this.web.sendCode(this.#with(request, body)));
  }

  @Post('verify')
  async verify(
    @Req() request: object,
    @Res() response: object,
    @Body(new BodyPipe(VerifyBody)) body: VerifyBody,
  ): Promise<void> {
    const asked = this.#with(request, body);
    const { user, info } = await authenticate<SecondFactorInfo>(
      this.#strategy,
      Object.assign(request, { body }),
      response,
    );
    await signInWithSession(request, user, info.assurance);
    this.#write(response, this.web.signedIn(asked, info.returnTo));
  }

  @Post('step-up')
  async stepUp(
    @Req() request: object,
    @Res() response: object,
    @Body(new BodyPipe(EmptyBody)) body: EmptyBody,
  ): Promise<void> {
    this.#write(response, await this.web.stepUp(this.#with(request, body)));
  }

  @Post('cancel')
  async cancel(
    @Req() request: object,
    @Res() response: object,
    @Body(new BodyPipe(EmptyBody)) body: EmptyBody,
  ): Promise<void> {
    this.#write(response, await this.web.cancel(this.#with(request, body)));
  }

  @Get('assets/:name')
  asset(@Param('name') name: string, @Res() response: object): void {
    this.#write(response, this.web.asset(name));
  }

  #with(request: object, body: object) {
    return { ...toWebRequest(request as never), body };
  }

  #write(response: object, reply: WebReply): void {
    writeReply(this.host.httpAdapter, response, reply);
  }
}
