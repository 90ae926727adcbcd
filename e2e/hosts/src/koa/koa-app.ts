import { KoaSecondFactor } from '@countersign/koa';
import { bodyParser } from '@koa/bodyparser';
import Koa from 'koa';
import koaPassport from 'koa-passport';
import session from 'koa-session';
import type { Account } from '../parts/accounts.js';
import { isForeign } from '../parts/origin-check.js';
import type { Parts } from '../parts/parts.js';
import { usePassport } from '../parts/passport.js';
import { identity } from './identity.js';
import { inside } from './inside.js';
import { authenticated, outside } from './outside.js';
import { SessionStore } from './session-store.js';

/** A console on Koa: sessions and Passport, the second step, what is open, the guard, and what is behind it. */
export function createKoaApp(parts: Parts): Koa {
  const passport = new koaPassport.KoaPassport();
  usePassport(parts, passport as never);
  const secondFactor = new KoaSecondFactor<Account>(parts.secondFactor);
  const app = new Koa({ proxy: parts.settings.https });
  const foreign = isForeign(parts);
  app.use(async (ctx, next) => {
    if (!foreign(ctx.req)) await next();
    else Object.assign(ctx, { status: 403, body: { message: 'This came from another site', statusCode: 403 } });
  });
  const { name: key, cookie } = parts.session;
  app.use(session({ key, ...cookie, store: new SessionStore() as never, signed: false, maxAge: 'session' }, app));
  app.use(passport.initialize()).use(passport.session()).use(identity(parts));
  app.use(secondFactor.routes()).use(bodyParser());
  app.use(outside(parts, secondFactor, passport));
  app.use(authenticated).use(secondFactor.guard());
  app.use(inside(parts, secondFactor));
  return app;
}
