import { type MiddlewareConsumer, Module, type NestModule } from '@nestjs/common';
import passport from 'passport';
import { SessionMiddleware } from './session.middleware.js';
import { SessionRedis } from './session-redis.js';

/** Sessions on every route that may need one. */
@Module({ providers: [SessionRedis], exports: [SessionRedis] })
export class SessionModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer
      .apply(SessionMiddleware, passport.session())
      .exclude('healthz', 'readyz', 'assets/{*path}')
      .forRoutes('{*path}');
  }
}
