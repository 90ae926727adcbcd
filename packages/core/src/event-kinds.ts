import type {
  EventEnvelope,
  EventResult,
  EventSeverity,
  SecondFactorEventOf,
  SecondFactorEventType,
} from './events.js';
import { PASSWORD_EVENT_KINDS } from './password-event-kinds.js';
import { SEALING_KINDS } from './sealing-event-kinds.js';
import { STAND_IN_KINDS } from './stand-in-event-kinds.js';

/** What is said of a type of event. */
export interface EventKind<Field extends string = string> {
  readonly result: EventResult;
  readonly severity: EventSeverity;
  /** When it happens, in one sentence. */
  readonly about: string;
  /** What it says beside the envelope. */
  readonly fields: readonly Field[];
  /** The OWASP Logging Vocabulary's word for it, where that has one. */
  readonly owasp?: string;
}

/** What a type of event says beside the envelope. */
export type Own<Type extends SecondFactorEventType> = Exclude<keyof SecondFactorEventOf<Type>, keyof EventEnvelope> &
  string;

/** What is said of each type. */
export type EventKinds = { readonly [Type in SecondFactorEventType]: EventKind<Own<Type>> };

const OF_SIGN_IN = ['subject', 'purpose', 'method'] as const;

/** Every type there is: the list is closed. `docs/events.md` is made of it. */
export const EVENT_KINDS: EventKinds = {
  'countersign.sign-in.opened': {
    ...{ result: 'info', severity: 'info', fields: OF_SIGN_IN },
    about: 'The first factor was right and the second step is open; for a step-up, a session is to prove it again.',
  },
  'countersign.sign-in.completed': {
    ...{ result: 'success', severity: 'info', fields: OF_SIGN_IN, owasp: 'authn_login_success' },
    about: 'The second step was right, and all that it stands on still held.',
  },
  'countersign.sign-in.exempted': {
    ...{ result: 'info', severity: 'info', fields: ['subject', 'exemption'] },
    about: 'The first factor was right, and an exemption of the host frees it from the second step.',
  },
  'countersign.sign-in.cancelled': {
    ...{ result: 'info', severity: 'info', fields: [] },
    about: 'Somebody gave up a sign-in, or logged out with one pending. Not told of one that is gone already.',
  },
  'countersign.sign-in.refused': {
    ...{ result: 'denied', severity: 'warning', fields: [...OF_SIGN_IN, 'reason'] },
    about:
      'The code was right, but what it stands on has changed: `account`, `password_changed`, `policy`, `factors_changed`, `binding`, or no session asks that a change is for: `session`. By a factor that the policy does not count it opens the binding of one that it does: `uncounted`.',
  },
  'countersign.sign-in.spent': {
    ...{ result: 'denied', severity: 'warning', fields: OF_SIGN_IN, owasp: 'authn_login_fail_max' },
    about: 'The last wrong answer that a sign-in has room for destroyed it.',
  },
  'countersign.number.refused': {
    ...{ result: 'denied', severity: 'warning', fields: ['subject', 'purpose', 'verdict'] },
    about:
      'The check of numbers refused one (`block`), or gave no verdict (`none`), or it serves as many accounts as it may (`taken`).',
  },
  'countersign.code.sent': {
    ...{ result: 'success', severity: 'info', fields: [...OF_SIGN_IN, 'reference'] },
    about: 'A sender took a message with a code.',
  },
  'countersign.code.not_sent': {
    ...{ result: 'failure', severity: 'warning', fields: [...OF_SIGN_IN, 'reason', 'maybeSent'] },
    about: 'No sender took the message, or none said whether it did (`maybeSent`).',
  },
  'countersign.code.resent': {
    ...{ result: 'success', severity: 'info', fields: [...OF_SIGN_IN, 'reference', 'failure'] },
    about: 'No receipt said in time that the message arrived, and another sender took the same code.',
  },
  'countersign.code.not_resent': {
    ...{ result: 'denied', severity: 'warning', fields: [...OF_SIGN_IN, 'reference', 'because'] },
    about: 'The same, but there was no room for another send: `full`, `too_many`, `locked`, `waiting`.',
  },
  'countersign.code.delivered': {
    ...{ result: 'success', severity: 'info', fields: ['reference'] },
    about: 'The provider reports that the message arrived.',
  },
  'countersign.code.undelivered': {
    ...{ result: 'failure', severity: 'warning', fields: ['reference', 'reason', 'providerCode'] },
    about: 'The provider reports that the message did not arrive.',
  },
  'countersign.receipt.alert': {
    ...{ result: 'failure', severity: 'alarm', fields: ['reference', 'reason', 'providerCode'] },
    about: 'The provider reports of a message what the operator has to look at.',
  },
  'countersign.code.wrong': {
    ...{ result: 'failure', severity: 'warning', owasp: 'authn_login_fail' },
    fields: [...OF_SIGN_IN, 'superseded', 'failuresInWindow'],
    about: 'A wrong answer was charged; `superseded` where it was the code of an earlier message.',
  },
  'countersign.code.expired': {
    ...{ result: 'denied', severity: 'info', fields: OF_SIGN_IN },
    about: 'An answer came when its code had expired; it was neither looked at nor charged.',
  },
  'countersign.locked': {
    ...{ result: 'denied', severity: 'alarm', fields: ['subject', 'privileged'], owasp: 'authn_login_lock' },
    about:
      'A wrong answer was one too many: the second step of this account is locked. Told once for each lock; only a `warning` where the host says that the account is not `privileged`.',
  },
  'countersign.failures.alarm': {
    ...{ result: 'info', severity: 'alarm', fields: ['failures'] },
    about: 'So many wrong answers of all accounts together within an hour. Told once for each hour.',
  },
  'countersign.lock.refused': {
    ...{ result: 'denied', severity: 'warning', fields: ['subject', 'because', 'retryAfterSeconds'] },
    about:
      'Somebody went on in spite of a lock: `locked`, `waiting`, `password_suspected`, `factor_disabled`; nothing was looked at or sent.',
  },
  'countersign.factor.enrolled': {
    ...{ result: 'success', severity: 'info', fields: ['subject', 'method', 'factorId'] },
    about: 'A factor was bound to an account: a phone, an authenticator app, a passkey.',
  },
  'countersign.passkey.cloned': {
    ...{ result: 'denied', severity: 'alarm', fields: ['subject', 'factorId'] },
    about: 'A passkey signed with a counter that did not go up: there may be a copy. The answer was charged as wrong.',
  },
  'countersign.factor.changed': {
    ...{ result: 'success', severity: 'warning', fields: ['subject', 'method', 'factorId', 'replaced'] },
    about: 'A factor was bound to an account in the place of another one, which is gone.',
  },
  'countersign.factor.removed': {
    ...{ result: 'success', severity: 'warning', fields: ['subject', 'method', 'factorId'] },
    about: 'The owner of an account removed a factor.',
  },
  'countersign.factor.disabled': {
    ...{ result: 'denied', severity: 'alarm', fields: ['subject', 'factorId'] },
    about: 'A wrong answer was the hundredth in a row of a factor, which is disabled until it is bound again.',
  },
  'countersign.factors.reset': {
    ...{ result: 'success', severity: 'warning', fields: ['subject', 'actor', 'reason'] },
    about: 'An administrator removed the factors of an account; it has to enrol again.',
  },
  'countersign.unlocked': {
    ...{ result: 'success', severity: 'warning', fields: ['subject', 'actor', 'reason'] },
    about: 'An administrator ended the locks of an account.',
  },
  ...STAND_IN_KINDS,
  'countersign.device.trusted': {
    ...{ result: 'success', severity: 'info', fields: ['subject', 'device', 'name'] },
    about: 'Who passed the second step asked to trust the browser, and it is trusted.',
  },
  'countersign.device.used': {
    ...{ result: 'success', severity: 'info', fields: ['subject', 'device'], owasp: 'authn_login_success' },
    about: 'The first factor was right, and a trusted device stood in for the second step.',
  },
  'countersign.device.revoked': {
    ...{ result: 'info', severity: 'info', fields: ['subject', 'device', 'because'] },
    about:
      'A device is trusted no more: its owner said so (`owner`), its factors, password or policy had changed when it was used (`outdated`), or nothing is asked of its owner any more (`policy`).',
  },
  'countersign.device.theft': {
    ...{ result: 'denied', severity: 'alarm', fields: ['subject', 'device'] },
    about:
      'A value of a trusted device was presented that is neither the current one nor that of a moment ago: somebody has a copy, or a reply was lost. The device is trusted no more.',
  },
  ...PASSWORD_EVENT_KINDS,
  'countersign.hook.failed': {
    ...{ result: 'failure', severity: 'alarm', fields: ['subject', 'hook', 'reason'] },
    about: 'A function of the host that was to be told threw, or did not answer in time.',
  },
  'countersign.alarm.failed': {
    ...{ result: 'failure', severity: 'alarm', fields: ['alarm', 'reason'] },
    about:
      'The host’s `onAlarm` threw, or did not answer in time; `alarm` is the `id` of the event that it was told. Itself it is told to sinks alone.',
  },
  'countersign.notice.sent': {
    ...{ result: 'success', severity: 'info', fields: ['subject', 'notice', 'kind'] },
    about: 'The notifier took a notice to the owner of an account; `notice` is the `id` of the event that it is about.',
  },
  'countersign.notice.failed': {
    ...{ result: 'failure', severity: 'alarm', fields: ['subject', 'notice', 'kind', 'reason'] },
    about:
      'A notice was given up: the notifier did not take it, or too many waited (`full`). The owner has not been told.',
  },
  'countersign.contested': {
    ...{ result: 'denied', severity: 'alarm', fields: ['subject', 'notice', 'kind'] },
    about: 'The owner of an account says of a notice “this was not me”: its sessions and pending sign-ins were ended.',
  },
  'countersign.policy.changed': {
    ...{ result: 'success', severity: 'warning', fields: ['actor', 'from', 'to', 'deadline'] },
    about:
      'Somebody changed who must take the second step, or from when (`deadline`, where it was changed), as the host has told with `notePolicyChange()`.',
  },
  'countersign.policy.unreadable': {
    ...{ result: 'failure', severity: 'alarm', fields: ['subject'] },
    about: 'The policy gave no decision, which counts as `required`.',
  },
  'countersign.sends.refused': {
    ...{ result: 'denied', severity: 'warning', fields: ['quota'], owasp: 'excess_rate_limit_exceeded' },
    about: 'A quota had no room for another code.',
  },
  'countersign.sends.alarm': {
    ...{ result: 'info', severity: 'alarm', fields: ['window', 'sends', 'limit'] },
    about: 'Four fifths of the codes that the installation may send in an hour or a day are used up.',
  },
  'countersign.sends.conversion_low': {
    ...{ result: 'info', severity: 'alarm' },
    fields: ['dialCode', 'prefix', 'cause', 'sends', 'verified', 'paused'],
    about:
      'Too few codes to a dial code or a block of numbers (`prefix`) came back, or too many neighbours were sent one; `paused`: its numbers that were never verified get none for an hour.',
  },
  'countersign.sender.failed': {
    ...{ result: 'failure', severity: 'warning' },
    fields: ['sender', 'channel', 'dialCode', 'reason', 'maybeSent', 'alert', 'providerCode'],
    about: 'A sender did not take a message; of several, each that did not. At `alert` it will not mend itself.',
  },
  'countersign.sender.left_alone': {
    ...{ result: 'failure', severity: 'alarm', fields: [] },
    about: 'A sender has failed too often, and is not asked for half a minute.',
  },
  'countersign.store.evicts': {
    ...{ result: 'failure', severity: 'alarm', fields: [] },
    about: 'Redis is set up so that it may forget failure counts.',
  },
  'countersign.events.lost': {
    ...{ result: 'failure', severity: 'alarm', fields: ['count'] },
    about: 'A sink was full and has refused so many events; it tells so itself, in the place where they are missing.',
  },
  'countersign.trail.cut': {
    ...{ result: 'success', severity: 'warning', fields: ['actor', 'before', 'firstKept', 'previous'] },
    about:
      'An operator cut off the oldest events of the audit trail; the one with the number `firstKept` is chained to `previous`.',
  },
  ...SEALING_KINDS,
  'countersign.unavailable': {
    ...{ result: 'failure', severity: 'alarm', fields: ['part', 'reason'] },
    about: 'A store or a function of the host did not answer; what was asked for was denied.',
  },
};

/** The types of {@link EVENT_KINDS}. */
export const EVENT_TYPES = Object.keys(EVENT_KINDS) as readonly SecondFactorEventType[];
