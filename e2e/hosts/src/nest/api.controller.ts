import { StepUp } from '@countersign/nest';
import { BadRequestException, Body, Controller, Get, HttpCode, Inject, Post, Put, Req } from '@nestjs/common';
import type { HostRequest } from '../parts/identity.js';
import { me } from '../parts/me.js';
import type { Parts } from '../parts/parts.js';
import { PRODUCTS } from '../parts/products.js';
import { STEP_UP_MAX_AGE } from '../parts/routes.js';
import { Keeper } from './keeper.js';
import { PARTS } from './parts.token.js';

type Fields = Readonly<Record<string, unknown>> | undefined;

/** What a program sees. */
@Controller()
export class ApiController {
  constructor(
    @Inject(PARTS) private readonly parts: Parts,
    @Inject(Keeper) private readonly keeper: Keeper,
  ) {}

  @Get('api/me')
  me(@Req() request: HostRequest): object {
    return me(request);
  }

  @Get('api/products')
  products(): object {
    return PRODUCTS;
  }

  @StepUp({ maxAgeSeconds: STEP_UP_MAX_AGE })
  @Put('api/settings')
  turn(@Body() body: Fields): object {
    if (!this.parts.requirement.turn(body?.secondFactor)) throw new BadRequestException();
    return { secondFactor: this.parts.requirement.value };
  }

  @HttpCode(200)
  @Post('api/accounts/disable')
  disable(@Body() body: Fields): object {
    const account = this.#find(body);
    this.parts.accounts.disable(account);
    return { disabled: account.email };
  }

  @HttpCode(200)
  @Post('impersonate')
  impersonate(@Req() request: HostRequest, @Body() body: Fields): object | Promise<object> {
    return this.keeper.actAs(request, this.#find(body));
  }

  #find(body: Fields) {
    const account = this.parts.accounts.byEmail(body?.username);
    if (!account) throw new BadRequestException();
    return account;
  }
}
