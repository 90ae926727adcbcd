export { CodeBody } from './bodies/code.body.js';
export { ContestBody } from './bodies/contest.body.js';
export { EmptyBody } from './bodies/empty.body.js';
export { PhoneBody } from './bodies/phone.body.js';
export { StepUpBody } from './bodies/step-up.body.js';
export { badBody, validateBody } from './bodies/validate-body.js';
export { VerifyBody } from './bodies/verify.body.js';
export type { Entrance, FirstFactorOutcome } from './flow/after-first-factor.js';
export { type Asked, answer } from './flow/answer.js';
export type { ApprovalOptions } from './flow/approve.js';
export type { Renewed } from './flow/change-factor.js';
export type { EnrolmentDue } from './flow/enrolment-due.js';
export { type StepUpDemand, type StepUpOptions, stepUpDemand } from './flow/step-up-demand.js';
export type { Logger } from './logger.js';
export type { CountryChoice, DeviceItem, Page, PageContext, PageProblem } from './pages/page.js';
export { renderPage } from './pages/render-page.js';
export { csvLine } from './replies/csv-line.js';
export { errorBody, errorHeaders, guardHeaders } from './replies/error-body.js';
export { REPLY_HEADERS } from './replies/reply-headers.js';
export { ERROR_STATUS } from './replies/status-table.js';
export { mergedVary } from './replies/vary.js';
export type { WebReply } from './replies/web-reply.js';
export { withStatus } from './replies/with-status.js';
export { writeHeaders, writeToNode } from './replies/write-to-node.js';
export type { ReadBody } from './requests/body-outcome.js';
export { Carrier, type Granted } from './requests/carrier.js';
export type { TrustProxy } from './requests/client-address.js';
export type { Exemption, ExemptionContext, Exemptions } from './requests/exemption.js';
export { type ExpressLayers, expressLayers } from './requests/express-layers.js';
export { asksForPage, type Form, preferredForm, prefersBearer } from './requests/negotiation.js';
export { checkOrigin, type Origins } from './requests/origin-check.js';
export type { FactorChange } from './requests/own-factors-route.js';
export { readBody, readBodyOf, usableBody } from './requests/read-body.js';
export { safeReturnTo } from './requests/return-to.js';
export { strictCode, typedCode } from './requests/typed-code.js';
export { type Actor, type NodeStyleRequest, toWebRequest, type WebRequest } from './requests/web-request.js';
export { type Administered, routeOf, type WebRoute } from './requests/web-route.js';
export { SecondFactorWeb } from './second-factor-web.js';
export { ACR, type AssuranceClaims, assuranceClaims, assuranceFromClaims } from './tokens/claims.js';
export type {
  AdministeredAccount,
  AdministeredAccounts,
  AdministrationAct,
  CanAdminister,
  WebOptions,
} from './web-options.js';
