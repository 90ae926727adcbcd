import {
  type Administered,
  CodeBody,
  ContestBody,
  EmptyBody,
  type NodeStyleRequest,
  PhoneBody,
  SecondFactorWeb,
  StepUpBody,
  VerifyBody,
  type WebReply,
} from '@countersign/http';
import { PassportHost } from '@countersign/passport';
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
import { type NestCall, toCall } from './nest-call.js';
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
  constructor(
    @Inject(SecondFactorWeb) private readonly web: SecondFactorWeb<object>,
    @Inject(PassportHost) private readonly passportHost: PassportHost<object, NestCall>,
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
  ) {}

  @Get()
  async show(@Req() request: object, @Res() response: object): Promise<void> {
    this.#write(response, await this.web.show(this.web.view(request as NodeStyleRequest)));
  }

  @Post('phone')
  async enrolPhone(
    @Req() request: object,
    @Res() response: object,
    @Body(new BodyPipe(PhoneBody)) body: PhoneBody,
  ): Promise<void> {
    this.#write(response, await this.web.enrolPhone(this.#with(request, body)));
  }

  @Post('totp')
  async enrolTotp(
    @Req() request: object,
    @Res() response: object,
    @Body(new BodyPipe(EmptyBody)) body: EmptyBody,
  ): Promise<void> {
    this.#write(response, await this.web.enrolTotp(this.#with(request, body)));
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
    const call = toCall(this.host.httpAdapter, request, response);
    this.#write(response, await this.passportHost.verify(call, this.#with(request, body)));
  }

  @Post('step-up')
  async stepUp(
    @Req() request: object,
    @Res() response: object,
    @Body(new BodyPipe(StepUpBody)) body: StepUpBody,
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

  @Get('continue')
  async continueForm(@Req() request: object, @Res() response: object): Promise<void> {
    this.#write(response, await this.web.continueForm(this.web.view(request as NodeStyleRequest)));
  }

  @Get('not-me')
  async showContest(@Req() request: object, @Res() response: object): Promise<void> {
    this.#write(response, await this.web.showContest(this.web.view(request as NodeStyleRequest)));
  }

  @Post('not-me')
  async contest(
    @Req() request: object,
    @Res() response: object,
    @Body(new BodyPipe(ContestBody)) body: ContestBody,
  ): Promise<void> {
    this.#write(response, await this.web.contest(this.#with(request, body)));
  }

  @Get('admin/report')
  async report(@Req() request: object, @Res() response: object): Promise<void> {
    this.#write(response, await this.web.report(this.web.view(request as NodeStyleRequest)));
  }

  @Post('admin/subjects/:id/unlock')
  async unlock(@Req() request: object, @Res() response: object, @Param('id') subject: string): Promise<void> {
    await this.#administer(request, response, { act: 'unlock', subject });
  }

  @Post('admin/subjects/:id/reset')
  async reset(@Req() request: object, @Res() response: object, @Param('id') subject: string): Promise<void> {
    await this.#administer(request, response, { act: 'reset', subject });
  }

  @Post('admin/subjects/:id/bypass-code')
  async bypassCode(@Req() request: object, @Res() response: object, @Param('id') subject: string): Promise<void> {
    await this.#administer(request, response, { act: 'bypass-code', subject });
  }

  @Post('admin/subjects/:id/bypass-code/approve')
  async approveBypass(@Req() request: object, @Res() response: object, @Param('id') subject: string): Promise<void> {
    await this.#administer(request, response, { act: 'bypass-code/approve', subject });
  }

  @Post(':provider/status')
  async receipt(@Req() request: object, @Res() response: object, @Param('provider') provider: string): Promise<void> {
    this.#write(response, await this.web.receipt(this.web.view(request as NodeStyleRequest), provider));
  }

  @Get('assets/:name')
  asset(@Param('name') name: string, @Res() response: object): void {
    this.#write(response, this.web.asset(name));
  }

  async #administer(request: object, response: object, administered: Administered): Promise<void> {
    this.#write(response, await this.web.administer(this.web.view(request as NodeStyleRequest), administered));
  }

  #with(request: object, body: object) {
    return { ...this.web.view(request as NodeStyleRequest), body };
  }

  #write(response: object, reply: WebReply): void {
    writeReply(this.host.httpAdapter, response, reply);
  }
}
