import { FirstFactorGuard, SecondFactorService } from '@countersign/nest';
import { Controller, Inject, Post, Req, Res, UseGuards } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { HostRequest } from '../parts/identity.js';
import { wantsPage } from '../parts/negotiation.js';
import { WAYS_IN } from '../parts/ways-in.js';
import { Keeper } from './keeper.js';
import { Open } from './open.decorator.js';

const { login, magicLink, invitation, resetPassword, sso } = WAYS_IN;

/** Every way in, and the way out. A handler of a way in runs only when no second step is needed. */
@Open()
@Controller()
export class LoginController {
  constructor(
    @Inject(Keeper) private readonly keeper: Keeper,
    @Inject(SecondFactorService) private readonly secondFactor: SecondFactorService,
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
  ) {}

  @UseGuards(FirstFactorGuard(login.strategy, login.wayIn))
  @Post(login.path)
  login(@Req() request: HostRequest, @Res() response: object): Promise<void> {
    return this.#signedIn(request, response);
  }

  @UseGuards(FirstFactorGuard(magicLink.strategy, magicLink.wayIn))
  @Post(magicLink.path)
  magicLink(@Req() request: HostRequest, @Res() response: object): Promise<void> {
    return this.#signedIn(request, response);
  }

  @UseGuards(FirstFactorGuard(invitation.strategy, invitation.wayIn))
  @Post(invitation.path)
  invitation(@Req() request: HostRequest, @Res() response: object): Promise<void> {
    return this.#signedIn(request, response);
  }

  @UseGuards(FirstFactorGuard(resetPassword.strategy, resetPassword.wayIn))
  @Post(resetPassword.path)
  resetPassword(@Req() request: HostRequest, @Res() response: object): Promise<void> {
    return this.#signedIn(request, response);
  }

  @UseGuards(FirstFactorGuard(sso.strategy, sso.wayIn))
  @Post(sso.path)
  sso(@Req() request: HostRequest, @Res() response: object): Promise<void> {
    return this.#signedIn(request, response);
  }

  @Post('logout')
  async logout(@Req() request: HostRequest, @Res() response: object): Promise<void> {
    await this.keeper.signOut(request);
    await this.secondFactor.forget(request, response);
    this.#answer(request, response, 204, '/login');
  }

  async #signedIn(request: HostRequest, response: object): Promise<void> {
    this.#answer(request, response, 200, '/', await this.keeper.signedIn(request));
  }

  #answer({ headers }: HostRequest, response: object, status: number, onwards: string, body?: object): void {
    const { httpAdapter } = this.host;
    if (wantsPage(headers)) httpAdapter.redirect(response, 303, onwards);
    else httpAdapter.reply(response, body, status);
  }
}
