import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { KoaSecondFactor } from '@countersign/koa';
import Router from '@koa/router';
import type { Context, Middleware } from 'koa';
import type { Account } from '../parts/accounts.js';
import { me } from '../parts/me.js';
import { dashboardPage } from '../parts/pages.js';
import type { Parts } from '../parts/parts.js';
import { PRODUCTS } from '../parts/products.js';
import { STEP_UP_MAX_AGE } from '../parts/routes.js';

/** What is behind the second step. */
export function inside(parts: Parts, secondFactor: KoaSecondFactor<Account>): Middleware {
  const { requirement, accounts } = parts;
  const router = new Router();
  router.get('/', (ctx) => {
    ctx.body = dashboardPage(ctx.state.user, requirement.value);
  });
  router.get('/api/me', (ctx) => {
    ctx.body = me({ headers: ctx.headers, session: ctx.session as never, ...ctx.state });
  });
  router.get('/api/products', (ctx) => {
    ctx.body = PRODUCTS;
  });
  router.get('/files/report.txt', async (ctx) => {
    ctx.body = await readFile(join(parts.files, 'report.txt'), 'utf8');
  });
  router.put('/api/settings', secondFactor.stepUp({ maxAgeSeconds: STEP_UP_MAX_AGE }) as never, (ctx) => {
    if (!requirement.turn(fieldsOf(ctx).secondFactor)) ctx.throw(400);
    ctx.body = { secondFactor: requirement.value };
  });
  router.post('/api/accounts/disable', (ctx) => {
    const account = accounts.byEmail(fieldsOf(ctx).username) ?? ctx.throw(400);
    accounts.disable(account);
    ctx.body = { disabled: account.email };
  });
  router.post('/impersonate', (ctx) => {
    const account = accounts.byEmail(fieldsOf(ctx).username) ?? ctx.throw(400);
    Object.assign(ctx.session ?? {}, { actsAs: account.id });
    ctx.body = { actsAs: account.email };
  });
  return router.routes() as unknown as Middleware;
}

function fieldsOf({ request }: Pick<Context, 'request'>): Readonly<Record<string, unknown>> {
  return (request.body ?? {}) as Record<string, unknown>;
}
