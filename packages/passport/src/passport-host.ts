import type { IncomingMessage } from 'node:http';
import { type Amr, type Assurance, isAmr, type Reopened, SecondFactorError, SignInToken } from '@countersign/core';
import {
  type ApprovalOptions,
  answer,
  type Entrance,
  type NodeStyleRequest,
  type Renewed,
  readBodyOf,
  type SecondFactorWeb,
  type StepUpDemand,
  toWebRequest,
  type WebReply,
  type WebRequest,
} from '@countersign/http';
import { authenticate } from './authenticate.js';
import { dropSession, type SessionRequest, signInWithSession } from './passport-session.js';
import { type SecondFactorInfo, SecondFactorStrategy } from './second-factor.strategy.js';

/**
 * Signs in with the host by other means than a session: makes its access token of the user and of what was proved. What it
 * returns goes into the JSON reply; what it throws denies.
 */
export type CompleteSignIn<User, Host> = (user: User, assurance: Assurance, host: Host) => object | Promise<object>;

/** A way into the host, beside the password: how it proves who comes, and from where it may be opened. */
export interface WayIn extends Omit<Entrance, 'amr'> {
  /**
   * What it proves, by the names of RFC 8176; others, which identity providers add, are left out. A function where the
   * request tells, as after a single sign-on. `[]` for a link in a mail. @defaultValue ['pwd']
   */
  readonly amr?: readonly string[] | ((request: NodeStyleRequest) => readonly string[] | undefined);
}

/** One request, as an adapter holds it. */
export interface HostCall<Host> {
  /** The request on which Passport and the session middleware hang what is theirs. */
  readonly request: NodeStyleRequest & SessionRequest;
  /** What the framework's own functions get, and so does `completeSignIn`. */
  readonly host: Host;
  /** Adds `Set-Cookie` lines to the answer that the host will give itself. */
  setCookies(lines: readonly string[]): void;
}

/** What every adapter to a framework with Passport does; what is left to it is to read requests and to write replies. */
export class PassportHost<User extends object, Host = unknown> {
  readonly #strategy: SecondFactorStrategy<User>;

  constructor(
    /** The web contract behind it. */
    readonly web: SecondFactorWeb<User>,
    private readonly completeSignIn?: CompleteSignIn<User, Host> | undefined,
  ) {
    this.#strategy = new SecondFactorStrategy(web);
  }

  /**
   * The routes of the contract, for frameworks whose router does not know them.
   * @param stream - Node's own request, of which nobody has read the body.
   * @returns the reply; `undefined` for what is the host's.
   * @throws TypeError when a parser of the host's has read the body before: goes to the framework's error handling.
   */
  async serve(call: HostCall<Host>, stream: IncomingMessage): Promise<WebReply | undefined> {
    const { request } = call;
    const route = this.web.routeOf(toWebRequest(request));
    if (!route) return undefined;
    const body = request.method === 'POST' ? await readBodyOf(route, stream) : undefined;
    try {
      const verify = (asked: WebRequest<User>) => this.verify(call, asked);
      const renew = (asked: WebRequest<User>, renewed: Renewed<User>) => this.renew(call, asked, renewed);
      return await answer(this.web, route, { request: this.web.view(request), body, verify, renew });
    } catch (error) {
      return this.#refuseUnseen(request, error);
    }
  }

  /**
   * After a right first factor: signs in when nothing more is needed (a token host finds what was proved as
   * `request.countersign`), or opens the second step and signs in nothing (R43).
   * @returns the reply; `undefined` when the host goes on.
   * @throws TypeError where no first factor has told who it is: nobody goes on (R19).
   */
  async enter(call: HostCall<Host>, user: User | undefined, wayIn: WayIn = {}): Promise<WebReply | undefined> {
    if (!user) throw new TypeError('Countersign: a first factor must stand before the second one');
    const { request } = call;
    const asked = toWebRequest<User>(request);
    try {
      const { crossSite } = wayIn;
      const outcome = await this.web.afterFirstFactor(asked, user, { crossSite, amr: amrOf(wayIn, request) });
      if (outcome.status === 'complete') {
        call.setCookies(outcome.cookies);
        return await this.#signIn(request, user, outcome.assurance);
      }
      await dropSession(request);
      return outcome.reply;
    } catch (error) {
      // That session is over, however the first step ended; a store that is down is not waited for twice (R83). Not over is
      // what another site's page would end: then it was not the browser's own who came (R79).
      if (!isForeign(error)) dropSession(request).catch(() => undefined);
      return this.web.refuse(asked, error);
    }
  }

  /**
   * `POST /2fa/verify`: the second step ends in Passport, and the host's session or token stands.
   * @param asked - the request with its body as it was read.
   * @throws whatever refuses; goes to `web.refuse`.
   */
  async verify(call: HostCall<Host>, asked: WebRequest<User>): Promise<WebReply> {
    const { request } = call;
    Object.assign(request, { body: asked.body });
    const ended = await authenticate<SecondFactorInfo>(this.#strategy, request).catch(reopenedOr);
    if ('status' in ended) return this.web.reopened(asked, ended);
    return this.renew(call, asked, { user: ended.user as User, ...ended.info });
  }

  /**
   * Has the host's session, or a new token, hold what was proved: after a second step, and when the factors that a session stands
   * on have changed by its own doing (R38). The session's id is a new one (R45).
   * @param asked - the request with its body as it was read.
   * @throws whatever refuses; goes to `web.refuse`.
   */
  async renew({ request, host }: HostCall<Host>, asked: WebRequest<User>, renewed: Renewed<User>): Promise<WebReply> {
    const { user, assurance } = renewed;
    if (this.completeSignIn) {
      const extra = await this.completeSignIn(user, assurance, host);
      return this.web.signedIn(asked, renewed, extra);
    }
    await signInWithSession(request, user, assurance);
    return this.web.signedIn(asked, renewed);
  }

  /**
   * Stands before routes of the host (R42).
   * @returns the refusal; `undefined` for those who may pass.
   */
  async guard({ request }: HostCall<Host>, asked?: StepUpDemand): Promise<WebReply | undefined> {
    return this.#refusing(request, (view) => this.web.judge(view, asked));
  }

  /**
   * Stands right before an action that cannot be undone, behind body parsers: uses its approval up (R69).
   * @returns the refusal; `undefined` for an action that is approved.
   */
  async approve({ request }: HostCall<Host>, options: ApprovalOptions): Promise<WebReply | undefined> {
    return this.#refusing(request, (view) => this.web.approve(view, options));
  }

  async #refusing(
    request: HostCall<Host>['request'],
    judge: (view: WebRequest<User>) => Promise<SecondFactorError | undefined>,
  ): Promise<WebReply | undefined> {
    try {
      const view = this.web.view(request);
      const error = await judge(view);
      return error && (await this.web.refuseGuarded(view, error));
    } catch (error) {
      return this.#refuseUnseen(request, error);
    }
  }

  /** A function of the host's has thrown before it was seen who asks: nobody passes (R19). */
  #refuseUnseen({ headers }: NodeStyleRequest, error: unknown): Promise<WebReply> {
    return this.web.refuse(toWebRequest({ headers }), error);
  }

  async #signIn(request: HostCall<Host>['request'], user: User, assurance: Assurance): Promise<undefined> {
    if (this.completeSignIn) Object.assign(request, { user, countersign: assurance });
    else await signInWithSession(request, user, assurance);
  }
}

/** What the strategy failed with, where that is no refusal but a right recovery code: it signs nobody in (R60). */
function reopenedOr(thrown: unknown): Reopened {
  if ((thrown as Partial<Reopened>)?.token instanceof SignInToken) return thrown as Reopened;
  throw thrown;
}

function isForeign(error: unknown): boolean {
  return error instanceof SecondFactorError && error.code === 'cross_origin';
}

function amrOf({ amr }: WayIn, request: NodeStyleRequest): readonly Amr[] | undefined {
  if (typeof amr !== 'function') return amr?.filter(isAmr);
  return (amr(request) ?? []).filter(isAmr);
}
