import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SecondFactor } from '@countersign/core';
import {
  type SecondFactorWeb,
  type StepUpOptions,
  stepUpAge,
  type WebReply,
  writeHeaders,
  writeToNode,
} from '@countersign/http';
import { type HostOptions, type PassportHost, startHost, type WayIn } from '@countersign/passport';
import { type ExpressCall, type Middleware, toCall } from './express-call.js';

/** What a host says: core's options, how the second step appears on the web, and `completeSignIn` where tokens are issued. */
export type ExpressSecondFactorOptions<User extends object> = HostOptions<User, ExpressCall>;

/**
 * The second step in an Express application, 5 or 4: its routes and guards as middleware. Sessions and Passport stand
 * before all of them.
 *
 * @example
 * const twoFactor = new ExpressSecondFactor<Admin>({ issuer, publicUrl, secrets, policy, countries, pending, factors, sender, subject });
 */
export class ExpressSecondFactor<User extends object> {
  readonly #host: PassportHost<User, ExpressCall>;
  /** The web contract behind the middleware, with `check` for routes that renew tokens. */
  readonly web: SecondFactorWeb<User>;
  /** The rules, with `ping` for readiness and `enrolledMethods` for lists of accounts. */
  readonly secondFactor: SecondFactor<User>;

  /** @throws OptionError naming the first option that cannot be used. */
  constructor(options: ExpressSecondFactorOptions<User>) {
    this.#host = startHost(options);
    this.web = this.#host.web;
    this.secondFactor = this.web.secondFactor;
  }

  /** The routes below `path`. Mount it before body parsers: it reads its bodies itself, strictly (R18). */
  routes(): Middleware {
    return middleware((call) => this.#host.serve(call, call.host.request));
  }

  /**
   * Stands in each way in, behind the host's first factor: signs in when nothing more is needed and goes on, or answers with
   * the second step and signs in nothing (R43).
   * @param wayIn - what that first factor proves, where it is not a password.
   */
  afterFirstFactor(wayIn?: WayIn): Middleware {
    return middleware((call) => this.#host.enter(call, call.request.user as User | undefined, wayIn));
  }

  /** Whatever is mounted behind it needs the second step, however its URL is spelled (R42). */
  guard(): Middleware {
    return middleware((call) => this.#host.guard(call));
  }

  /** The same, and the proof must be fresh (R66). @throws TypeError for an age out of bounds. */
  stepUp(options?: StepUpOptions): Middleware {
    const age = stepUpAge(options);
    return middleware((call) => this.#host.guard(call, age));
  }

  /**
   * Call it in the host's log-out, when the host's own session has ended: whatever sign-in is pending in this browser ends
   * too (R48).
   * @throws SecondFactorError `second_factor_unavailable`, with the status 503.
   */
  async forget(request: IncomingMessage, response: ServerResponse): Promise<void> {
    writeHeaders(response, { cookies: await this.web.forget(request) });
  }
}

/** Makes a middleware of a step that answers, or lets the request go on with `undefined`. */
function middleware(step: (call: ReturnType<typeof toCall>) => Promise<WebReply | undefined>): Middleware {
  return (request, response, next) => {
    step(toCall(request, response))
      .then((reply) => (reply ? writeToNode(response, reply) : next()))
      .catch(next);
  };
}
