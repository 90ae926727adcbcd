import { addFactor, checkConfirmation } from './flow/add-factor.js';
import { changeFactor, type Renewed } from './flow/change-factor.js';
import { contest, showContest } from './flow/contest.js';
import { revokeDevice, showDevices } from './flow/devices.js';
import { showFactors } from './flow/show-factors.js';
import type { WebReply } from './replies/web-reply.js';
import type { AddedKind, FactorChange } from './requests/own-factors-route.js';
import type { WebRequest } from './requests/web-request.js';
import type { WebContext } from './web-options.js';

/** The routes of `SecondFactorWeb` by which signed-in users look after their own factors, recovery codes and browsers. */
export class OwnSecurityWeb<User> {
  readonly #web: WebContext<User>;

  /** @param web - that of `SecondFactorWeb`. */
  constructor(web: WebContext<User>) {
    this.#web = web;
  }

  /** `GET /2fa/devices` */
  showDevices(request: WebRequest<User>): Promise<WebReply> {
    return showDevices(this.#web, request);
  }

  /** `DELETE /2fa/devices/:id` and `POST /2fa/devices/:id/revoke` */
  revokeDevice(request: WebRequest<User>, device: string): Promise<WebReply> {
    return revokeDevice(this.#web, request, device);
  }

  /** `GET /2fa/factors`: "My security". */
  showFactors(request: WebRequest<User>): Promise<WebReply> {
    return showFactors(this.#web, request);
  }

  /** `POST /2fa/factors/phone` and `…/totp` */
  addFactor(request: WebRequest<User>, kind: AddedKind): Promise<WebReply> {
    return addFactor(this.#web, request, kind);
  }

  /** `DELETE /2fa/factors/:id`, `POST …/:id/remove` and `POST …/:id`, first half: `signedIn` is the second. */
  changeFactor(request: WebRequest<User>, change: FactorChange): Promise<Renewed<User>> {
    return changeFactor(this.#web, request, change);
  }

  /** `POST /2fa/factors/:id/confirm`, before it is verified. @throws SecondFactorError `sign_in_expired` */
  checkConfirmation(request: WebRequest<User>, id: string): void {
    checkConfirmation(this.#web, request, id);
  }

  /** `GET /2fa/not-me?token=…`: the link of a notice. */
  showContest(request: WebRequest<User>): Promise<WebReply> {
    return showContest(this.#web, request);
  }

  /** `POST /2fa/not-me`: “this was not me”. */
  contest(request: WebRequest<User>): Promise<WebReply> {
    return contest(this.#web, request);
  }
}
