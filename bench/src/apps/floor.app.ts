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
import type { FloorCodes } from '../systems/floor.js';
import { userOf } from '../users.js';
import { textOf, userOfRequest } from './first-factor.js';
import { localStrategy } from './local.strategy.js';
import { logIn } from './log-in.js';
import { createApp, type SessionParts } from './nest-app.js';
import { ProductsController } from './products.controller.js';
import { Open, SessionGuard } from './session.guard.js';

const CODES = Symbol('codes');
const SESSION = Symbol('session');

/** The app's parts, and whether a right code signs in. */
export interface FloorParts extends SessionParts {
  readonly session: boolean;
}

@Open(true)
@Controller()
class LoginController {
  constructor(
    @Inject(CODES) private readonly codes: FloorCodes,
    @Inject(SESSION) private readonly session: boolean,
  ) {}

  @UseGuards(AuthGuard('local'))
  @HttpCode(202)
  @Post('login')
  async login(@Req() request: Request): Promise<object> {
    return { status: 'second_factor_required', token: await this.codes.send(userOfRequest(request).index) };
  }

  @HttpCode(200)
  @Post('2fa/verify')
  async verify(@Req() request: Request, @Body() body: unknown): Promise<object> {
    const token = textOf(body, 'token');
    if (!(await this.codes.verify(token, textOf(body, 'code')))) throw new UnauthorizedException();
    if (this.session) await logIn(request, userOf(Number.parseInt(token, 10)));
    return { status: 'signed_in' };
  }
}

/** The floor in Nest. */
export function floorApp(codes: FloorCodes, parts: FloorParts): Promise<NestExpressApplication> {
  passport.use(localStrategy(parts.accounts));
  @Module({
    controllers: [LoginController, ProductsController],
    providers: [
      { provide: APP_GUARD, useClass: SessionGuard },
      { provide: CODES, useValue: codes },
      { provide: SESSION, useValue: parts.session },
    ],
  })
  class FloorModule {}
  return createApp(FloorModule, parts);
}
