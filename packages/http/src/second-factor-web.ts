import type { Assurance, PolicyChange, SecondFactor, SecondFactorError, Verified } from '@countersign/core';
import { ASSETS } from './assets/index.js';
import { addFactor, checkConfirmation } from './flow/add-factor.js';
import { administer } from './flow/administer.js';
import { afterFirstFactor, type Entrance, type FirstFactorOutcome } from './flow/after-first-factor.js';
import { cancel, forget } from './flow/cancel.js';
import { changeFactor, type Renewed } from './flow/change-factor.js';
import { checkReceipts } from './flow/check-receipts.js';
import { checkStore } from './flow/check-store.js';
import { contest, showContest } from './flow/contest.js';
import { judge } from './flow/judge.js';
import { receiveReceipt } from './flow/receive-receipt.js';
import { refuse } from './flow/refuse.js';
import { onwards, refuseGuarded } from './flow/refuse-guarded.js';
import { enrolPhone, sendCode } from './flow/send.js';
import { stepUp } from './flow/session-sign-in.js';
import { show } from './flow/show.js';
import { showFactors } from './flow/show-factors.js';
import { type Finished, signedIn, verify } from './flow/verify.js';
import { assetReply, notFoundReply, type WebReply } from './replies/web-reply.js';
import { withStatus } from './replies/with-status.js';
import { callerOf } from './requests/caller-of.js';
import type { ExpressLayers } from './requests/express-layers.js';
import { checkOrigin } from './requests/origin-check.js';
import type { FactorChange } from './requests/own-factors-route.js';
import { type NodeStyleRequest, toWebRequest, type WebRequest } from './requests/web-request.js';
import { type Administered, routeBelow, type WebRoute } from './requests/web-route.js';
import { createWebContext, type WebContext, type WebOptions } from './web-options.js';

/**
 * The web contract of the second step, once, for all frameworks: an adapter turns its request into a {@link WebRequest},
 * calls the method of the route, and writes the {@link WebReply}. What a method throws goes to
 * {@link SecondFactorWeb.refuse}, which always has a reply.
 */
export class SecondFactorWeb<User = unknown> {
  readonly #web: WebContext<User>;

  constructor(
    /** The rules behind the routes. */
    readonly secondFactor: SecondFactor<User>,
    options: WebOptions<User> = {},
  ) {
    this.#web = createWebContext(secondFactor, options);
    const { own } = this.#web.origins;
    secondFactor.linkNotices((token) => `${own}${this.basePath}/not-me?token=${token}`);
  }

  /** Where the second step is mounted, with a slash in front. */
  get basePath(): string {
    return this.#web.page().basePath;
  }

  /** Refuses a change that another site's page has started. Call it before the body is looked at. @throws SecondFactorError */
  checkOrigin({ method, headers }: Pick<WebRequest<User>, 'method' | 'headers'>): void {
    checkOrigin(method, headers, this.#web.origins);
  }

  /** The names of the credentials that need no second step. */
  get exemptions(): readonly string[] {
    return Object.keys(this.#web.exemptions);
  }

  /** The contract's view of a framework's request: `user` is the one who acts. */
  view(request: NodeStyleRequest): WebRequest<User> {
    return toWebRequest(request, this.#web.actor);
  }

  /** Which route of the contract a request asks for, by its path as it was sent; `undefined` for what is the host's. */
  routeOf(request: Pick<WebRequest<User>, 'method' | 'url'>): WebRoute | undefined {
    return routeBelow(this.basePath, request);
  }

  /** After the host's first factor was right. @throws SecondFactorError */
  afterFirstFactor(request: WebRequest<User>, user: User, entrance?: Entrance): Promise<FirstFactorOutcome> {
    return afterFirstFactor(this.#web, request, user, entrance);
  }

  /** `GET /2fa` */
  show(request: WebRequest<User>): Promise<WebReply> {
    return show(this.#web, request);
  }

  /** `POST /2fa/phone` */
  enrolPhone(request: WebRequest<User>): Promise<WebReply> {
    return enrolPhone(this.#web, request);
  }

  /** `POST /2fa/code` */
  sendCode(request: WebRequest<User>): Promise<WebReply> {
    return sendCode(this.#web, request);
  }

  /** `POST /2fa/step-up` */
  stepUp(request: WebRequest<User>): Promise<WebReply> {
    return stepUp(this.#web, request);
  }

  /** `POST /2fa/cancel` */
  cancel(request: WebRequest<User>): Promise<WebReply> {
    return cancel(this.#web, request);
  }

  /** `POST /2fa/admin/subjects/:id/unlock` and `…/reset` */
  administer(request: WebRequest<User>, administered: Administered): Promise<WebReply> {
    return administer(this.#web, request, administered);
  }

  /** `GET /2fa/not-me?token=…`: the link of a notice. */
  showContest(request: WebRequest<User>): Promise<WebReply> {
    return showContest(this.#web, request);
  }

  /** `POST /2fa/not-me`: “this was not me”. */
  contest(request: WebRequest<User>): Promise<WebReply> {
    return contest(this.#web, request);
  }

  /** `GET /2fa/factors`: "My security". */
  showFactors(request: WebRequest<User>): Promise<WebReply> {
    return showFactors(this.#web, request);
  }

  /** `POST /2fa/factors/phone` and `…/totp` */
  addFactor(request: WebRequest<User>, kind: 'phone' | 'totp'): Promise<WebReply> {
    return addFactor(this.#web, request, kind);
  }

  /** `DELETE /2fa/factors/:id`, `POST …/:id/remove` and `POST …/:id`, first half: {@link SecondFactorWeb.signedIn} is the second. */
  changeFactor(request: WebRequest<User>, change: FactorChange): Promise<Renewed<User>> {
    return changeFactor(this.#web, request, change);
  }

  /** `POST /2fa/factors/:id/confirm`, before it is verified. @throws SecondFactorError `sign_in_expired` */
  checkConfirmation(request: WebRequest<User>, id: string): void {
    checkConfirmation(this.#web, request, id);
  }

  /** `POST /2fa/verify`, first half. */
  verify(request: WebRequest<User>): Promise<Verified<User>> {
    return verify(this.#web, request);
  }

  /** `POST /2fa/verify`, second half, when the host's session or token stands. */
  signedIn(request: WebRequest<User>, finished: Finished, extra?: object): WebReply {
    return signedIn(this.#web, request, finished, extra);
  }

  /**
   * For a log-out: deletes what is pending; returns the `Set-Cookie` lines that take the cookie back.
   * @throws SecondFactorError `second_factor_unavailable`, with a `status` and `headers` for the host's own error handling.
   */
  forget(request: NodeStyleRequest): Promise<readonly string[]> {
    return forget(this.#web, toWebRequest(request));
  }

  /** `POST /2fa/:provider/status`: what a provider tells of a message. Its signature is all that counts. */
  receipt(request: WebRequest<User>, provider: string): Promise<WebReply> {
    return receiveReceipt(this.#web, request, provider);
  }

  /** `GET /2fa/assets/:name`: a file of the pages, or 404. */
  asset(name: string): WebReply {
    const asset = ASSETS.get(name);
    return asset ? assetReply(asset.contentType, asset.body) : notFoundReply();
  }

  /** The reply to whatever was thrown. */
  refuse(request: WebRequest<User>, error: unknown): Promise<WebReply> {
    return refuse(this.#web, request, error);
  }

  /**
   * Why a guard refuses a request of the host's, if it does. For guards: costs no round trip.
   * @param maxAgeSeconds - how old the proof may be, for a step-up; any age when absent.
   */
  judge(request: WebRequest<User>, maxAgeSeconds?: number): Promise<SecondFactorError | undefined> {
    return judge(this.#web, request, maxAgeSeconds);
  }

  /**
   * Whether what a token has proved is enough for its user now: for a route that renews tokens, and for whatever else no
   * guard stands before. Costs no round trip.
   * @throws SecondFactorError `second_factor_required` or `second_factor_unavailable`, with a `status` and `headers` for the
   * host's own error handling.
   */
  async check(user: User, assurance: Assurance | undefined): Promise<void> {
    const error = await this.judge(this.view({ headers: {}, user, countersign: assurance }));
    if (error) throw withStatus(error);
  }

  /** Tells that somebody has changed, with this request, who must take the second step (R75). */
  notePolicyChange(change: PolicyChange, request: NodeStyleRequest): void {
    this.secondFactor.notePolicyChange(change, callerOf(this.#web, this.view(request)));
  }

  /**
   * For frameworks with Express's router: stops a start where body parsers stand before the second step's routes, and the
   * sender has receipts. Call it when the routes are mounted, with {@link expressLayers} of the application.
   * @throws OptionError `sender`
   */
  checkReceipts(before: ExpressLayers): void {
    checkReceipts(this.#web, before);
  }

  /** Looks at the pending store's settings, and tells the operator (R87). Never rejects; do not hold a start up for it. */
  checkStore(): Promise<void> {
    return checkStore(this.#web);
  }

  /** For a guard that refuses: what a browser gets that asked for a page, or `undefined` for everyone else. */
  onwards(request: WebRequest<User>, error: SecondFactorError): WebReply | undefined {
    return onwards(this.#web, request, error);
  }

  /** For a guard that refuses: the whole reply. */
  refuseGuarded(request: WebRequest<User>, error: SecondFactorError): WebReply {
    return refuseGuarded(this.#web, request, error);
  }
}
