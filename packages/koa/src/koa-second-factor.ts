import { writeHeaders } from '@countersign/http';
import { type HostOptions, SecondFactorMiddleware, type Step } from '@countersign/passport';
import { type KoaContext, toRequest } from './koa-request.js';
import { writeToKoa } from './write-to-koa.js';

/** A middleware of Koa's. */
export type Middleware = (ctx: KoaContext, next: () => Promise<unknown>) => Promise<void>;

/** What a host says: core's options, how the second step appears on the web, and `completeSignIn` where tokens are issued. */
export type KoaSecondFactorOptions<User extends object> = HostOptions<User, KoaContext>;

/**
 * The second step in a Koa application: its routes and guards as middleware.
 *
 * @example
 * const twoFactor = new KoaSecondFactor<Admin>({ issuer, publicUrl, secrets, policy, countries, pending, factors, sender, subject });
 */
export class KoaSecondFactor<User extends object> extends SecondFactorMiddleware<User, KoaContext, Middleware> {
  /**
   * Call it in the host's log-out, when the host's own session has ended: whatever sign-in is pending in this browser ends
   * too (R48).
   * @throws SecondFactorError `second_factor_unavailable`, with the status 503.
   */
  async forget({ req, res }: KoaContext): Promise<void> {
    writeHeaders(res, { cookies: await this.web.forget(req) });
  }

  protected override middleware(step: Step<KoaContext>): Middleware {
    return async (ctx, next) => {
      const { sessionOptions: options = {} } = ctx;
      const { maxAge } = options;
      const reply = await step(
        { request: toRequest(ctx), host: ctx, setCookies: (cookies) => writeHeaders(ctx.res, { cookies }) },
        ctx.req,
      );
      // At its first save koa-session forgets that a session ends with the browser, and the next one would last a day (R80).
      options.maxAge = maxAge;
      if (reply) writeToKoa(ctx, reply);
      else await next();
    };
  }
}
