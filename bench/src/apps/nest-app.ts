import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { RedisStore } from 'connect-redis';
import session from 'express-session';
import type { Redis } from 'ioredis';
import passport from 'passport';
import type { Accounts, User } from '../users.js';

/** How sessions are kept, the same in every app that uses express-session. */
export interface SessionParts {
  readonly sessions: Redis;
  readonly secret: string;
  readonly accounts: Accounts;
}

/** Puts an app together: sessions of express-session in Redis, and Passport on them. */
export async function createApp(
  root: object,
  { sessions, secret, accounts }: SessionParts,
): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(root as never, { logger: ['error', 'warn'] });
  passport.serializeUser((user, done) => done(null, (user as User).id));
  passport.deserializeUser((id: string, done) => done(null, accounts.byId(id) ?? false));
  const store = new RedisStore({ client: sessions });
  const cookie = { httpOnly: true, sameSite: 'lax', secure: false } as const;
  app.use(session({ name: 'session', secret, store, cookie, resave: false, saveUninitialized: false }));
  app.use(passport.session());
  return app;
}

/** Lets an app listen on a free port of this machine. @returns the port. */
export async function listen(app: NestExpressApplication): Promise<number> {
  // The whole loopback range: each client of the driver comes from an address of its own.
  await app.listen(0, '0.0.0.0');
  const address = app.getHttpServer().address() as { readonly port: number };
  return address.port;
}
