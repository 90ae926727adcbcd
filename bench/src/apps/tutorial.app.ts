import {
  Body,
  Controller,
  HttpCode,
  Inject,
  Module,
  Post,
  Req,
  UnauthorizedException,
  UseGuards,
} from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Request } from 'express';
import passport from 'passport';
import type { TutorialCodes } from '../systems/tutorial.js';
import type { Accounts, User } from '../users.js';
import { textOf, userOfRequest } from './first-factor.js';
import { localStrategy } from './local.strategy.js';
import { logIn } from './log-in.js';
import { createApp, type SessionParts } from './nest-app.js';
import { ProductsController } from './products.controller.js';
import { Open, SessionGuard } from './session.guard.js';

const CODES = Symbol('codes');
const ACCOUNTS = Symbol('accounts');

type PendingSession = Request['session'] & { pendingUser?: string };

@Open(true)
@Controller()
class LoginController {
  constructor(
    @Inject(CODES) private readonly codes: TutorialCodes,
    @Inject(ACCOUNTS) private readonly accounts: Accounts,
  ) {}

  @UseGuards(AuthGuard('local'))
  @HttpCode(202)
  @Post('login')
  async login(@Req() request: Request): Promise<object> {
    const { id, index } = userOfRequest(request);
    (request.session as PendingSession).pendingUser = id;
    await this.codes.send(index);
    return { status: 'second_factor_required' };
  }

  @HttpCode(200)
  @Post('2fa/verify')
  async verify(@Req() request: Request, @Body() body: unknown): Promise<object> {
    const user = this.#pendingUser(request);
    if (!(await this.codes.verify(user.index, textOf(body, 'code')))) throw new UnauthorizedException();
    await logIn(request, user);
    return { status: 'signed_in' };
  }

  #pendingUser({ session }: Request): User {
    const { pendingUser } = session as PendingSession;
    const user = pendingUser === undefined ? null : this.accounts.byId(pendingUser);
    if (!user) throw new UnauthorizedException();
    return user;
  }
}

/** The recipe in Nest. */
export function tutorialApp(codes: TutorialCodes, parts: SessionParts): Promise<NestExpressApplication> {
  passport.use(localStrategy(parts.accounts));
  @Module({
    controllers: [LoginController, ProductsController],
    providers: [
      { provide: APP_GUARD, useClass: SessionGuard },
      { provide: CODES, useValue: codes },
      { provide: ACCOUNTS, useValue: parts.accounts },
    ],
  })
  class TutorialModule {}
  return createApp(TutorialModule, parts);
}
