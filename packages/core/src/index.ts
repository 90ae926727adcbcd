export { type Amr, isAmr } from './amr.js';
export type { Assurance } from './assurance.js';
export { CHANNELS } from './channels.js';
export { Code } from './code.js';
export { DeadlinePassed, withDeadline } from './deadline.js';
export { ConsoleSender } from './development/console-sender.js';
export { type InboxMessage, InboxSender } from './development/inbox-sender.js';
export { MemoryPendingStore } from './development/memory-pending-store.js';
export { refuseInProduction } from './development/refuse-in-production.js';
export {
  ERROR_CODES,
  SecondFactorError,
  type SecondFactorErrorCode,
  type SecondFactorErrorData,
} from './errors.js';
export type { SecondFactorEvent, SecondFactorEventType } from './events.js';
export type { Begun } from './flow/begin.js';
export type { PhoneRequest } from './flow/enrol-phone.js';
export type { Exempt, Opening } from './flow/opening.js';
export type { SendRequest } from './flow/send-code.js';
export type { Demand, Standing } from './flow/standing.js';
export type { Verified } from './flow/verified.js';
export { type CodeBinding, KeyRing } from './key-ring.js';
export { Masked } from './masked.js';
export { isOneSegment, longestText, type MessageParts, messageText } from './message.js';
export { OptionError } from './option-error.js';
export { BOUNDS, DEFAULTS, FAILURE_WINDOW_SECONDS, type SecondFactorOptions, type SubjectOptions } from './options.js';
export { type Country, countryOfNumber, dialCodeOf, isCountry, parsePhone } from './parse-phone.js';
export { maskPhone, PhoneNumber } from './phone-number.js';
export { type Clock, systemClock } from './ports/clock.js';
export type { CodeMessage, CodeSender, ForOperator, SenderFailure, SendOutcome } from './ports/code-sender.js';
export type { EventSink } from './ports/event-sink.js';
export type { EnrolOutcome, FactorStore, NewPhone, PhoneFactor, Posture } from './ports/factor-store.js';
export type { NumberCheck, NumberToCheck, NumberVerdict } from './ports/number-check.js';
export {
  type CodeTarget,
  type Gone,
  type IssueOutcome,
  type LiveCode,
  type Locked,
  type NewCode,
  type NewSignIn,
  type OpenOutcome,
  type PendingSignIn,
  type PendingStore,
  type ReadOutcome,
  type SendLimits,
  type SignInKey,
  type StoreSettings,
  StoreUnavailable,
  type TryLimits,
  type VerifyOutcome,
} from './ports/pending-store.js';
export type { Policy, PolicyDecision, Requirement } from './ports/policy.js';
export { cryptoRandom, type Random } from './ports/random.js';
export type { Receipt, ReceiptReader, ReceiptRequest } from './ports/receipt-reader.js';
export { SEND_FAILURES, type SendFailure } from './ports/send-failure.js';
export type { FullQuota, QuotaKind, SendCounts, SendQuota, SendWindow } from './ports/send-quota.js';
export type { Channel, Delivery, Method, Purpose } from './purpose.js';
export { type ResolvedOptions, resolveOptions } from './resolve-options.js';
export { SecondFactor } from './second-factor.js';
export { DEFAULT_SEND_QUOTAS, type Pace, type SendQuotas } from './send-quotas.js';
export { type FailoverOptions, failover } from './sending/failover.js';
export { SignInToken } from './sign-in-token.js';
export type { CodeState, SecondFactorState } from './state.js';
