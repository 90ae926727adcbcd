import type { IncomingMessage, ServerResponse } from 'node:http';
import { expressLayers, type NodeStyleRequest, writeHeaders, writeToNode } from '@countersign/http';
import { type HostOptions, SecondFactorMiddleware, type SessionRequest, type Step } from '@countersign/passport';

/** Express's request and response, as `completeSignIn` gets them. */
export interface ExpressCall {
  readonly request: IncomingMessage & NodeStyleRequest & SessionRequest;
  readonly response: ServerResponse;
}

/** A middleware of Express's. */
export type Middleware = (request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void) => void;

/** What a host says: core's options, how the second step appears on the web, and `completeSignIn` where tokens are issued. */
export type ExpressSecondFactorOptions<User extends object> = HostOptions<User, ExpressCall>;

/**
 * The second step in an Express application, 5 or 4: its routes and guards as middleware.
 *
 * @example
 * const twoFactor = new ExpressSecondFactor<Admin>({ issuer, publicUrl, secrets, policy, countries, pending, factors, sender, subject });
 */
export class ExpressSecondFactor<User extends object> extends SecondFactorMiddleware<User, ExpressCall, Middleware> {
  /**
   * Call it in the host's log-out, when the host's own session has ended: whatever sign-in is pending in this browser ends
   * too (R48).
   * @throws SecondFactorError `second_factor_unavailable`, with the status 503.
   */
  async forget(request: IncomingMessage, response: ServerResponse): Promise<void> {
    writeHeaders(response, { cookies: await this.web.forget(request) });
  }

  /**
   * The routes below `path`. Mount it before body parsers: it reads its bodies itself, strictly (R18).
   * @returns what stops the start when it is mounted on an application behind body parsers while the sender has receipts: an
   *   OptionError `sender`. On a router of its own that shows only when the first receipt comes.
   */
  override routes(): Middleware {
    const routes = super.routes();
    const emit = (_: string, parent: object) => this.web.checkReceipts(expressLayers(parent));
    // Express tells where it is mounted whatever has these, as applications have.
    return Object.assign(routes, { handle: routes, set: () => undefined, emit });
  }

  protected override middleware(step: Step<ExpressCall>): Middleware {
    return (request: ExpressCall['request'], response, next) => {
      const setCookies = (cookies: readonly string[]) => writeHeaders(response, { cookies });
      step({ request, host: { request, response }, setCookies }, request)
        .then((reply) => (reply ? writeToNode(response, reply) : next()))
        .catch(next);
    };
  }
}
