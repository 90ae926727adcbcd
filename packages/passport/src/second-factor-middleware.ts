import type { IncomingMessage } from 'node:http';
import type { SecondFactor } from '@countersign/core';
import {
  type ApprovalOptions,
  type SecondFactorWeb,
  type StepUpOptions,
  stepUpDemand,
  type WebReply,
} from '@countersign/http';
import type { HostCall, PassportHost, WayIn } from './passport-host.js';
import { type HostOptions, startHost } from './start-host.js';

/**
 * One step before the rest of an application: answers in its place, or lets the request go on with `undefined`. Needs Node's
 * own request to read a body from.
 */
export type Step<Host> = (call: HostCall<Host>, stream: IncomingMessage) => Promise<WebReply | undefined>;

/**
 * The second step as middleware, for frameworks that are made of it: sessions and Passport stand before all of them. What is
 * left to a framework's own class is to make its kind of middleware of a {@link Step}.
 */
export abstract class SecondFactorMiddleware<User extends object, Host, Middleware> {
  readonly #host: PassportHost<User, Host>;
  /** The web contract behind the middleware, with `check` for routes that renew tokens. */
  readonly web: SecondFactorWeb<User>;
  /** The rules, with `ping` for readiness and `enrolledMethods` for lists of accounts. */
  readonly secondFactor: SecondFactor<User>;

  /** @throws OptionError naming the first option that cannot be used. */
  constructor(options: HostOptions<User, Host>) {
    this.#host = startHost(options);
    this.web = this.#host.web;
    this.secondFactor = this.web.secondFactor;
  }

  /** The routes below `path`. Mount it before body parsers: it reads its bodies itself, strictly (R18). */
  routes(): Middleware {
    return this.middleware((call, stream) => this.#host.serve(call, stream));
  }

  /**
   * Stands in each way in, behind the host's first factor: signs in when nothing more is needed and goes on, or answers with
   * the second step and signs in nothing (R43).
   * @param wayIn - what that first factor proves, where it is not a password.
   */
  afterFirstFactor(wayIn?: WayIn): Middleware {
    return this.middleware((call) => this.#host.enter(call, call.request.user as User | undefined, wayIn));
  }

  /** Whatever is mounted behind it needs the second step, however its URL is spelled (R42). */
  guard(): Middleware {
    return this.middleware((call) => this.#host.guard(call));
  }

  /** The same, and the proof must be fresh (R66). @throws TypeError for an age out of bounds, or methods unheard of. */
  stepUp(options?: StepUpOptions): Middleware {
    const asked = stepUpDemand(options);
    return this.middleware((call) => this.#host.guard(call, asked));
  }

  /**
   * The same before an action that cannot be undone: the second factor must have been proved for just this action, with these
   * parameters, and lets it run once (R69). Mount it behind body parsers, last before the handler.
   */
  approval(options: ApprovalOptions): Middleware {
    return this.middleware((call) => this.#host.approve(call, options));
  }

  /** Makes a middleware of a step. What the step throws goes to the framework's error handling. */
  protected abstract middleware(step: Step<Host>): Middleware;
}
