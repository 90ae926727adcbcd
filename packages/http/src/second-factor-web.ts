import type { Assurance, PolicyChange, Reopened, SecondFactor, SecondFactorError, Verified } from '@countersign/core';
import { ASSETS } from './assets/index.js';
import { administer } from './flow/administer.js';
import { afterFirstFactor, type Entrance, type FirstFactorOutcome } from './flow/after-first-factor.js';
import { type ApprovalOptions, approve } from './flow/approve.js';
import { cancel, forget } from './flow/cancel.js';
import { checkReceipts } from './flow/check-receipts.js';
import { checkStore } from './flow/check-store.js';
import { continueForm } from './flow/continue-form.js';
import { type EnrolmentDue, enrolmentDue } from './flow/enrolment-due.js';
import { judge } from './flow/judge.js';
import { passkeyOptions } from './flow/passkey-options.js';
import { receiveReceipt } from './flow/receive-receipt.js';
import { refuse } from './flow/refuse.js';
import { onwards, refuseGuarded } from './flow/refuse-guarded.js';
import { report } from './flow/report.js';
import { enrolPhone, enrolTotp, sendCode } from './flow/send.js';
import { stepUp } from './flow/session-sign-in.js';
import { show } from './flow/show.js';
import type { StepUpDemand } from './flow/step-up-demand.js';
import { type Finished, reopened, signedIn, verify } from './flow/verify.js';
import { OwnSecurityWeb } from './own-security-web.js';
import { assetReply, notFoundReply, type WebReply } from './replies/web-reply.js';
import { withStatus } from './replies/with-status.js';
import { callerOf } from './requests/caller-of.js';
import type { ExpressLayers } from './requests/express-layers.js';
import { checkOrigin } from './requests/origin-check.js';
import { type NodeStyleRequest, toWebRequest, type WebRequest } from './requests/web-request.js';
import { type Administered, routeBelow, type WebRoute } from './requests/web-route.js';
import { createWebContext, type WebContext, type WebOptions } from './web-options.js';

/**
 * The web contract of the second step, once, for all frameworks: an adapter turns its request into a {@link WebRequest},
 * calls the method of the route, and writes the {@link WebReply}. What a method throws goes to
 * {@link SecondFactorWeb.refuse}, which always has a reply.
 */
export class SecondFactorWeb<User = unknown> extends OwnSecurityWeb<User> {
  readonly #web: WebContext<User>;

  constructor(
    /** The rules behind the routes. */
    readonly secondFactor: SecondFactor<User>,
    options: WebOptions<User> = {},
  ) {
    const web = createWebContext(secondFactor, options);
    super(web);
    this.#web = web;
    const { own } = web.origins;
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

  /** `POST /2fa/totp` */
  enrolTotp(request: WebRequest<User>): Promise<WebReply> {
    return enrolTotp(this.#web, request);
  }

  /** `POST /2fa/code` */
  sendCode(request: WebRequest<User>): Promise<WebReply> {
    return sendCode(this.#web, request);
  }

  /** `POST /2fa/passkey` */
  passkeyOptions(request: WebRequest<User>): Promise<WebReply> {
    return passkeyOptions(this.#web, request);
  }

  /** `POST /2fa/step-up` */
  stepUp(request: WebRequest<User>): Promise<WebReply> {
    return stepUp(this.#web, request);
  }

  /** `POST /2fa/cancel` */
  cancel(request: WebRequest<User>): Promise<WebReply> {
    return cancel(this.#web, request);
  }

  /** `GET /2fa/continue`: a form that a step-up has interrupted, once. */
  continueForm(request: WebRequest<User>): Promise<WebReply> {
    return continueForm(this.#web, request);
  }

  /** `POST /2fa/admin/subjects/:id/unlock`, `…/reset`, `…/bypass-code` and `…/bypass-code/approve` */
  administer(request: WebRequest<User>, administered: Administered): Promise<WebReply> {
    return administer(this.#web, request, administered);
  }

  /** `GET /2fa/admin/report`: who has a second factor, and who has not. */
  report(request: WebRequest<User>): Promise<WebReply> {
    return report(this.#web, request);
  }

  /** `POST /2fa/verify`, first half. What is `pending` signs nobody in: answer it with {@link SecondFactorWeb.reopened}. */
  verify(request: WebRequest<User>): Promise<Verified<User> | Reopened> {
    return verify(this.#web, request);
  }

  /** `POST /2fa/verify`, second half, when the host's session or token stands. */
  signedIn(request: WebRequest<User>, finished: Finished, extra?: object): WebReply {
    return signedIn(this.#web, request, finished, extra);
  }

  /** `POST /2fa/verify`, second half after a right recovery code (R60). */
  reopened(request: WebRequest<User>, outcome: Reopened): WebReply {
    return reopened(this.#web, request, outcome);
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
   * @param asked - how old the proof may be, and by which methods, for a step-up; any when absent.
   */
  judge(request: WebRequest<User>, asked?: StepUpDemand): Promise<SecondFactorError | undefined> {
    return judge(this.#web, request, asked);
  }

  /**
   * Why a guard refuses an action that cannot be undone, if it does: without an approval of just that, which is used up by
   * this (R69). One round trip. Judges the session as well.
   * @throws TypeError for parameters that are no plain data, and for a body that nobody has read yet.
   */
  approve(
    request: WebRequest<User>,
    options: ApprovalOptions,
    asked?: StepUpDemand,
  ): Promise<SecondFactorError | undefined> {
    return approve(this.#web, request, options, asked);
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

  /**
   * What a page says to one who has to register a second factor by a deadline of the policy's, as `Register a second factor within 6 days`, and
   * where (R73); `undefined` for everybody else. Costs no round trip.
   * @throws SecondFactorError `second_factor_unavailable`, with a `status` and `headers` for the host's own error handling.
   */
  enrolmentDue(request: NodeStyleRequest): Promise<EnrolmentDue | undefined> {
    return enrolmentDue(this.#web, this.view(request));
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

  /**
   * For a guard that refuses: what a browser gets that asked for a page, or posted a form, which is kept meanwhile; or
   * `undefined` for everyone else.
   */
  onwards(request: WebRequest<User>, error: SecondFactorError): Promise<WebReply | undefined> {
    return onwards(this.#web, request, error);
  }

  /** For a guard that refuses: the whole reply. */
  refuseGuarded(request: WebRequest<User>, error: SecondFactorError): Promise<WebReply> {
    return refuseGuarded(this.#web, request, error);
  }
}
