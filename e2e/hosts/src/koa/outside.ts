import type { KoaSecondFactor } from '@countersign/koa';
import Router from '@koa/router';
import type { Context, Middleware, Next } from 'koa';
import type koaPassport from 'koa-passport';
import type { Account } from '../parts/accounts.js';
import { wantsPage } from '../parts/negotiation.js';
import { inboxPage, loginPage } from '../parts/pages.js';
import type { Parts } from '../parts/parts.js';
import { readTicket } from '../parts/tickets.js';
import { WAYS_IN } from '../parts/ways-in.js';

/** Every way in, the way out, and what anybody may see. */
export function outside(
  parts: Parts,
  secondFactor: KoaSecondFactor<Account>,
  passport: InstanceType<typeof koaPassport.KoaPassport>,
): Middleware {
  const router = new Router();
  router.get('/healthz', (ctx) => reply(ctx, 200, parts.health));
  router.get('/login', (ctx) => reply(ctx, 200, loginPage()));
  router.get('/inbox', (ctx) => reply(ctx, 200, inboxPage(parts.inbox.messages())));
  for (const { path, strategy, wayIn } of Object.values(WAYS_IN)) {
    const firstFactor = passport.authenticate(strategy, { session: false });
    router.post(path, refused, firstFactor as never, secondFactor.afterFirstFactor(wayIn) as never, signedIn);
  }
  router.post('/remember-me', rememberMe(parts));
  router.post('/logout', async (ctx) => {
    Object.assign(ctx, { session: null });
    await secondFactor.forget(ctx as never);
    if (wantsPage(ctx.headers)) seeOther(ctx, '/login');
    else reply(ctx, 204, null);
  });
  return router.routes() as unknown as Middleware;
}

/** The host's own check, in front of Countersign's. */
export const authenticated: Middleware = async (ctx, next) => {
  if (ctx.state.user) await next();
  else if (ctx.method === 'GET' && wantsPage(ctx.headers)) seeOther(ctx, '/login');
  else reply(ctx, 401, { message: 'Unauthorized', statusCode: 401 });
};

/** A wrong password shows the log-in page again. */
async function refused(ctx: Context, next: Next): Promise<void> {
  await next();
  if (ctx.status !== 401 || ctx.state.user) return;
  reply(ctx, 401, wantsPage(ctx.headers) ? loginPage('Wrong e-mail or password') : { message: 'Unauthorized' });
}

function signedIn(ctx: Context): void {
  if (wantsPage(ctx.headers)) seeOther(ctx, '/');
  else reply(ctx, 200, { status: 'signed_in', redirectTo: '/' });
}

/** A door of the host's own making: it signs in by session without asking Countersign. The guard must not care (R47). */
function rememberMe({ settings, accounts }: Parts): Middleware {
  return async (ctx) => {
    const { ticket: text } = (ctx.request.body ?? {}) as { ticket?: unknown };
    const ticket = await readTicket(settings.secret, 'remember-me', text);
    const account = ticket && accounts.byEmail(ticket.sub);
    if (!account) return reply(ctx, 401, { message: 'Unauthorized', statusCode: 401 });
    await ctx.login(account as never);
    return reply(ctx, 200, { status: 'signed_in' });
  };
}

function reply(ctx: Pick<Context, 'status' | 'body'>, status: number, body: unknown): void {
  Object.assign(ctx, { body, status });
}

function seeOther(ctx: Pick<Context, 'redirect' | 'status'>, path: string): void {
  ctx.redirect(path);
  ctx.status = 303;
}
