export { type Amr, isAmr } from './amr.js';
export type { Assurance } from './assurance.js';
export type { Caller } from './caller.js';
export { CHANNELS, isChannel, METHODS } from './channels.js';
export { Code } from './code.js';
export { DeadlinePassed, withDeadline } from './deadline.js';
export { ConsoleSender } from './development/console-sender.js';
export { type InboxMessage, InboxSender } from './development/inbox-sender.js';
export { MemoryPendingStore } from './development/memory-pending-store.js';
export { refuseInProduction } from './development/refuse-in-production.js';
export { DeviceToken, type KeptDevice } from './device-token.js';
export {
  ERROR_CODES,
  SecondFactorError,
  type SecondFactorErrorCode,
  type SecondFactorErrorData,
} from './errors.js';
export { EVENT_KINDS, EVENT_TYPES, type EventKind } from './event-kinds.js';
export { stampEvent, type UnstampedEvent } from './event-stamp.js';
export type {
  ByAdministrator,
  EventEnvelope,
  EventResult,
  EventSeverity,
  PolicyChange,
  SecondFactorEvent,
  SecondFactorEventOf,
  SecondFactorEventType,
} from './events.js';
export type { ActingAdministrator } from './flow/acting-administrator.js';
export { APPROVAL_SECONDS, type ApprovalDemand, Approvals, type ApprovedAction } from './flow/approvals.js';
export type { BypassCodeStatus } from './flow/approve-bypass-code.js';
export type { ChangeOpening } from './flow/begin-change.js';
export type { Begun } from './flow/begun.js';
export { type BypassGround, type BypassMakers, type DrawnBypass, drawBypass } from './flow/bypass-code.js';
export type { PhoneRequest } from './flow/enrol-phone.js';
export type { Holder } from './flow/holder.js';
export { type InterruptedForm, InterruptedForms } from './flow/interrupted-forms.js';
export type { IssuedBypassCode } from './flow/issue-bypass-code.js';
export type { Exempt, Opening } from './flow/opening.js';
export type { OwnDevice } from './flow/own-devices.js';
export type { OwnFactor } from './flow/own-factors.js';
export type { RenewedRecoveryCodes } from './flow/renew-recovery-codes.js';
export type { Reopened } from './flow/reopened.js';
export type { SendRequest } from './flow/send-code.js';
export type { Demand, Standing } from './flow/standing.js';
export type { TrustRequest } from './flow/trust-device.js';
export type { Verified } from './flow/verified.js';
export type { CodeAnswer, GivenAnswer, RecoveryAnswer } from './flow/verify.js';
export type { PasskeyAnswer } from './flow/verify-passkey.js';
export { type CodeBinding, KeyRing } from './key-ring.js';
export { Masked } from './masked.js';
export { isOneSegment, longestText, type MessageParts, messageText } from './message.js';
export type { ContestedNotice } from './notices/contest-token.js';
export type { ContestLink } from './notices/notices.js';
export { OptionError } from './option-error.js';
export {
  BOUNDS,
  BYPASS_SECONDS,
  DEFAULTS,
  FAILURE_WAITS,
  FAILURE_WINDOW_SECONDS,
  KNOWN_BROWSER,
  PASSWORD,
  RECOVERY,
  type SecondFactorOptions,
  type SubjectOptions,
  TRUSTED_DEVICE_DAYS,
} from './options.js';
export { type Country, countryOfNumber, dialCodeOf, isCountry, parsePhone } from './parse-phone.js';
export { type PartHealth, PartRules } from './part-rules.js';
export type { PasskeyOptions } from './passkeys/options.js';
export { Password } from './password.js';
export { maskPhone, PhoneNumber } from './phone-number.js';
export { type Clock, systemClock } from './ports/clock.js';
export type { CodeMessage, CodeSender, SenderFailure, SendOutcome, TextNotice } from './ports/code-sender.js';
export type { Conversion, ConversionAlarm, ConversionLimits, NumberBlock } from './ports/conversion.js';
export type { EventSink } from './ports/event-sink.js';
export {
  type Advance,
  type EnrolOutcome,
  type EnrolTerms,
  type Factor,
  type FactorKind,
  isSecondStep,
  MAX_FACTORS,
  METHOD_OF_KIND,
  type NewFactor,
  type RemoveOutcome,
  type Reseal,
  type Sharing,
} from './ports/factor.js';
export {
  type Adoption,
  CONTEST_PAUSE_SECONDS,
  type FactorStore,
  type FailureRule,
  MAX_CONSECUTIVE_FAILURES,
  type Posture,
  type RecordedFailure,
  type Resetter,
  type Suspicion,
} from './ports/factor-store.js';
export type { ForOperator } from './ports/for-operator.js';
export type { KeptKey } from './ports/kept-text.js';
export { NOTICE_KINDS, type Notice, NoticeFailure, type NoticeKind, type Notifier } from './ports/notifier.js';
export type { NumberCheck, NumberToCheck, NumberVerdict } from './ports/number-check.js';
export { OBSERVED, type Observed, type Observer, PARTS, type Part, STEPS, type Step } from './ports/observer.js';
export type {
  Answer,
  CodeTarget,
  LiveCode,
  NewCode,
  NewSignIn,
  PendingSignIn,
  RepeatedCode,
  SendLimits,
  SignInKey,
  TriedNumber,
  TryLimits,
} from './ports/pending-sign-in.js';
export {
  type Gone,
  type IssueOutcome,
  type Locked,
  type OpenOutcome,
  type PendingStore,
  type ReadOutcome,
  type RepeatOutcome,
  type StoreSettings,
  StoreUnavailable,
  type VerifyOutcome,
  type Waiting,
} from './ports/pending-store.js';
export type { Policy, PolicyDecision, Requirement } from './ports/policy.js';
export { cryptoRandom, type Random } from './ports/random.js';
export type { Receipt, ReceiptReader, ReceiptRequest } from './ports/receipt-reader.js';
export { SEND_FAILURES, type SendFailure } from './ports/send-failure.js';
export type { FullQuota, QuotaKind, SendCounts, SendQuota, SendWindow } from './ports/send-quota.js';
export { systemTimer, type Timer } from './ports/timer.js';
export type {
  DeviceKey,
  DeviceOutcome,
  DeviceRoom,
  DeviceUse,
  NewDevice,
  TrustedDevice,
} from './ports/trusted-device.js';
export type { Channel, Delivery, Method, Purpose } from './purpose.js';
export { REASON_CHARACTERS, reasonOf } from './reason.js';
export { RecoveryCode } from './recovery-code.js';
export { resealFactors, type SealReport } from './reseal.js';
export { checkSecrets, type ResolvedOptions, resolveOptions } from './resolve-options.js';
export { SecondFactor } from './second-factor.js';
export { DEFAULT_SEND_QUOTAS, type Pace, type SendQuotas } from './send-quotas.js';
export { type FailoverOptions, failover } from './sending/failover.js';
export { SessionId } from './session-id.js';
export { SignInToken } from './sign-in-token.js';
export { EventQueue, type EventWriter } from './sinks/event-queue.js';
export { jsonLine } from './sinks/json-line.js';
export { JsonLinesSink, type LineStream, type LineWriter } from './sinks/json-lines-sink.js';
export type { QueueOptions } from './sinks/queue-options.js';
export type { CodeState, SecondFactorState, TotpState } from './state.js';
export { TOTP_DIGITS, TotpSecret } from './totp.js';
