import type { SecondFactorOptions } from '@countersign/core';
import { FirstFactorGuard, SecondFactorGuard, SecondFactorModule, SkipSecondFactor } from '@countersign/nest';
import { Controller, HttpCode, Module, Post, UseGuards } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import passport from 'passport';
import type { User } from '../users.js';
import { localStrategy } from './local.strategy.js';
import { createApp, type SessionParts } from './nest-app.js';
import { ProductsController } from './products.controller.js';
import { Open, SessionGuard } from './session.guard.js';

@Controller('login')
class LoginController {
  @Open(true)
  @SkipSecondFactor()
  @UseGuards(FirstFactorGuard('local'))
  @HttpCode(200)
  @Post()
  login(): object {
    return { status: 'signed_in' };
  }
}

/** Countersign on Nest, as its README says. */
export function countersignApp(
  options: SecondFactorOptions<User>,
  parts: SessionParts,
): Promise<NestExpressApplication> {
  passport.use(localStrategy(parts.accounts));
  @Module({
    imports: [SecondFactorModule.forRoot({ ...options, isGlobal: true } as never)],
    controllers: [LoginController, ProductsController],
    providers: [
      { provide: APP_GUARD, useClass: SessionGuard },
      { provide: APP_GUARD, useClass: SecondFactorGuard },
    ],
  })
  class CountersignModule {}
  return createApp(CountersignModule, parts);
}
