import type { Middleware } from 'koa';
import { type HostRequest, identify } from '../parts/identity.js';
import type { Parts } from '../parts/parts.js';

/** Who a request comes from, on `ctx.state`: there Koa's middleware, and ours, look for it. */
export function identity(parts: Parts): Middleware {
  return async (ctx, next) => {
    const request = { headers: ctx.headers, user: ctx.state.user, session: ctx.session } as HostRequest;
    await identify(parts, request);
    const { user, actor, viaApiToken } = request;
    Object.assign(ctx.state, { user, actor, viaApiToken });
    await next();
  };
}
