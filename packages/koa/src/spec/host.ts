import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Assurance } from '@countersign/core';
import type { ContractHost, ContractSetup } from '@countersign/support';
import { bodyParser } from '@koa/bodyparser';
import Router from '@koa/router';
import Koa, { type Context, type Next } from 'koa';
import session from 'koa-session';
import { KoaSecondFactor } from '../index.js';
import { type Account, makeParts, makePassport, optionsOf, type Parts } from './parts.js';

/** A host of the contract. */
export type KoaHost = ContractHost & Parts;

/** How long its sessions last. */
export interface SessionSetup {
  readonly maxAge?: 'session' | number;
}

/** Starts one. */
export async function startHost(setup: ContractSetup & SessionSetup = {}): Promise<KoaHost> {
  const parts = makeParts();
  const app = new Koa();
  app.on('error', (error: Error) => parts.errors.push(`${error.name}: ${error.message}`));
  app.use((ctx, next) => {
    ctx.vary('Origin');
    return next();
  });
  if (setup.tokens) tokenHost(app, parts, setup);
  else sessionHost(app, parts, setup);
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  };
  return Object.assign(parts, { url: `http://127.0.0.1:${port}`, sessionCookie: 'koa.sess', close });
}

function sessionHost(app: Koa, parts: Parts, setup: ContractSetup & SessionSetup): void {
  const twoFactor = new KoaSecondFactor<Account>(optionsOf(parts, setup));
  const passport = makePassport();
  if (setup.parsersFirst) app.use(bodyParser());
  app.use(session({ store: parts.sessions, signed: false, sameSite: 'lax', maxAge: setup.maxAge }, app));
  app.use(passport.initialize()).use(passport.session());
  app.use(twoFactor.routes()).use(bodyParser());
  const open = new Router();
  const password = passport.authenticate('local', { session: false });
  const welcome = (ctx: Context) => {
    ctx.body = { welcome: ctx.state.user.id };
  };
  open.post('/login', password, twoFactor.afterFirstFactor(), welcome);
  open.post('/saml', password, twoFactor.afterFirstFactor({ crossSite: true }), welcome);
  open.post('/logout', async (ctx) => {
    ctx.session = null;
    await twoFactor.forget(ctx);
    ctx.status = 204;
  });
  addRoutes(app, open, twoFactor);
}

function tokenHost(app: Koa, parts: Parts, setup: ContractSetup): void {
  const issued = new Map<string, { user: Account; countersign: Assurance }>();
  const issue = (user: Account, countersign: Assurance) => {
    const token = randomUUID();
    issued.set(token, { user, countersign });
    return { access_token: token };
  };
  const twoFactor = new KoaSecondFactor<Account>({ ...optionsOf(parts, setup), completeSignIn: issue });
  const check = (ctx: Context, next: Next) => {
    const [, token = ''] = ctx.headers.authorization?.split(' ') ?? [];
    Object.assign(ctx.state, issued.get(token));
    return next();
  };
  app.use(check).use(twoFactor.routes()).use(bodyParser());
  const open = new Router();
  const password = makePassport().authenticate('local', { session: false });
  open.post('/login', password, twoFactor.afterFirstFactor(), (ctx) => {
    ctx.body = issue(ctx.state.user, ctx.state.countersign);
  });
  addRoutes(app, open, twoFactor);
}

function addRoutes(app: Koa, open: Router, twoFactor: KoaSecondFactor<Account>): void {
  open.get('/whoami', (ctx) => {
    const { user, countersign = ctx.session?.countersign } = ctx.state;
    ctx.body = { user: user?.id ?? null, assurance: countersign ?? null };
  });
  const guarded = new Router({ methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND'] });
  guarded.all('/secret', (ctx) => {
    ctx.body = { secret: `of ${ctx.state.user.id}`, body: ctx.request.body ?? null };
  });
  guarded.get('/reports/:year', (ctx) => {
    ctx.body = ctx.params;
  });
  guarded.put('/danger', twoFactor.stepUp({ maxAgeSeconds: 300 }), (ctx) => {
    ctx.body = { done: true };
  });
  guarded.get('/vault', twoFactor.stepUp(), (ctx) => {
    ctx.body = { open: true };
  });
  guarded.post('/remove', twoFactor.approval({ action: 'remove' }), (ctx) => {
    ctx.body = { removed: ctx.request.body };
  });
  app.use(open.routes()).use(twoFactor.guard()).use(guarded.routes());
}
