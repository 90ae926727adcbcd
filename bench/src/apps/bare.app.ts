import { Controller, HttpCode, Module, Post, Req, UseGuards } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Request } from 'express';
import passport from 'passport';
import { userOfRequest } from './first-factor.js';
import { localStrategy } from './local.strategy.js';
import { logIn } from './log-in.js';
import { createApp, type SessionParts } from './nest-app.js';
import { ProductsController } from './products.controller.js';
import { Open, SessionGuard } from './session.guard.js';

@Controller('login')
class LoginController {
  @Open(true)
  @UseGuards(AuthGuard('local'))
  @HttpCode(200)
  @Post()
  async login(@Req() request: Request): Promise<object> {
    await logIn(request, userOfRequest(request));
    return { status: 'signed_in' };
  }
}

@Module({
  controllers: [LoginController, ProductsController],
  providers: [{ provide: APP_GUARD, useClass: SessionGuard }],
})
class BareModule {}

/** The app without a second step. */
export function bareApp(parts: SessionParts): Promise<NestExpressApplication> {
  passport.use(localStrategy(parts.accounts));
  return createApp(BareModule, parts);
}
