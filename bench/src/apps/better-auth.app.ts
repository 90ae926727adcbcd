import {
  type CanActivate,
  type ExecutionContext,
  Inject,
  Injectable,
  Module,
  UnauthorizedException,
} from '@nestjs/common';
import { APP_GUARD, NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { fromNodeHeaders, toNodeHandler } from 'better-auth/node';
import type { Express, Request } from 'express';
import type { Auth } from '../systems/better-auth.js';
import { listen } from './nest-app.js';
import { ProductsController } from './products.controller.js';

const AUTH = Symbol('auth');

/** Lets those in who have a session of better-auth's. */
@Injectable()
class BetterAuthGuard implements CanActivate {
  constructor(@Inject(AUTH) private readonly auth: Auth) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { headers } = context.switchToHttp().getRequest<Request>();
    if (await this.auth.api.getSession({ headers: fromNodeHeaders(headers) })) return true;
    throw new UnauthorizedException();
  }
}

/** better-auth in the same Nest on Express: its handler stands before the body parser, as its page on Express says. */
export async function betterAuthApp(auth: Auth): Promise<number> {
  @Module({
    controllers: [ProductsController],
    providers: [
      { provide: AUTH, useValue: auth },
      { provide: APP_GUARD, useClass: BetterAuthGuard },
    ],
  })
  class BetterAuthModule {}
  const app = await NestFactory.create<NestExpressApplication>(BetterAuthModule, { logger: ['error', 'warn'] });
  (app.getHttpAdapter().getInstance() as Express).all('/api/auth/*splat', toNodeHandler(auth));
  return listen(app);
}
