import type { ConversionAlarm } from './ports/conversion.js';
import type { NoticeKind } from './ports/notifier.js';
import type { Requirement } from './ports/policy.js';
import type { SendFailure } from './ports/send-failure.js';
import type { QuotaKind } from './ports/send-quota.js';
import type { Channel, Method, Purpose } from './purpose.js';

/** How it ended: `denied` is a rule's no, `failure` a wrong answer or a part that did not work, `info` neither good nor bad. */
export type EventResult = 'success' | 'failure' | 'denied' | 'info';

/** How much it matters: of a `warning` there may be many; at an `alarm` somebody should look. */
export type EventSeverity = 'info' | 'warning' | 'alarm';

/** What every event says (R75), and what it says where it is known. */
export interface EventEnvelope {
  /** Of this list: a field that is gone, or means something else, makes a new one. */
  readonly version: 1;
  /** Its own, a UUID: whoever is told the same event twice knows it by this. */
  readonly id: string;
  /** What happened. */
  readonly type: string;
  /** When, ISO 8601 in UTC. */
  readonly at: string;
  readonly result: EventResult;
  readonly severity: EventSeverity;
  /** Ties together all events of one sign-in, enrolment or step-up; of no use to sign in. */
  readonly signIn?: string;
  /** The client's, normalised, as the web layer vouches for it (R17). */
  readonly address?: string;
  /** Keyed hash of the session in which it was asked for: 16 characters. */
  readonly session?: string;
}

interface Happened<Type extends string> extends EventEnvelope {
  readonly type: `countersign.${Type}`;
}

interface OfSubject {
  /** The account's id. */
  readonly subject: string;
}

/** Who does something to another's second step, and why. */
export interface ByAdministrator {
  /** The administrator's own id. May not be the subject's. */
  readonly actor: string;
  /** 10 to 500 characters, spaces at the ends not counted. */
  readonly reason: string;
}

interface OfSignIn extends OfSubject {
  readonly purpose: Purpose;
  readonly method: Method;
  readonly signIn: string;
}

/** Of what a provider reports: it knows of no subject. */
interface OfMessage {
  readonly signIn: string;
  readonly reference: string;
}

/** Why a message did not arrive. */
interface NotDelivered {
  readonly reason: SendFailure;
  /** The provider's number for it. */
  readonly providerCode: number | null;
}

/** A sender that did not take a message, for the operator. */
interface SenderFailed {
  /** Which one, from 0, where there are several. */
  readonly sender: number;
  readonly channel: Channel;
  /** Of the number that the message was for, without the plus: a country may be closed. */
  readonly dialCode: string;
  readonly reason: SendFailure;
  readonly maybeSent: boolean;
  /** True when someone has to look: it will not mend itself. */
  readonly alert: boolean;
  /** The provider's number for it. */
  readonly providerCode: number | null;
}

/** Codes that do not come back: somebody may live on messages being sent. For the operator. */
interface ConversionLow {
  /** Without the plus, as `31`. */
  readonly dialCode: string;
  /** Of a block of neighbouring numbers: what their numbers begin with, all but the last four digits. */
  readonly prefix: string | null;
  /** Too few codes came back, or too many neighbours were sent one. */
  readonly cause: ConversionAlarm['cause'];
  /** Within the hour. */
  readonly sends: number;
  readonly verified: number;
  /** Whether numbers of the block that were never verified are sent no code for an hour. */
  readonly paused: boolean;
}

/** Why somebody could not go on. */
interface LockRefused {
  readonly because: 'locked' | 'waiting' | 'password_suspected' | 'factor_disabled' | 'no_method';
  /** `null` where no time mends it. */
  readonly retryAfterSeconds: number | null;
}

/** Of recovery codes. */
interface RecoveryLeft extends OfSubject {
  /** How many can still be used. */
  readonly left: number;
}

/** A bypass code. */
interface Issued {
  /** The administrator who has issued it. */
  readonly issuer: string;
}

/** A notice to an account's owner. */
interface OfNotice extends OfSubject {
  /** Its id, which is that of the event that it is about. */
  readonly notice: string;
  readonly kind: NoticeKind;
}

/** A trusted device of an account. */
interface OfDevice extends OfSubject {
  /** Its id, of no use to sign in. */
  readonly device: string;
}

/** A change of who must, as the host has made it. */
export interface PolicyChange {
  /** The account that has made it. */
  readonly actor: string;
  readonly from: Requirement;
  readonly to: Requirement;
  /** From when it is required of who has never had a factor, ISO 8601; `null`: at once. Absent where that stays. */
  readonly deadline?: string | null;
}

/** A cut of the audit trail, which whoever verifies the rest goes by. */
interface TrailCut {
  /** Who has cut it: `cli:<user>`. */
  readonly actor: string;
  /** Everything that was cut off is older than this: ISO 8601 in UTC. */
  readonly before: string;
  /** The number of the first event that is kept. */
  readonly firstKept: number;
  /** What that one must be chained to: the hash of the last one that was cut off. */
  readonly previous: string;
}

/** All factors are sealed anew, by an operator. */
interface Resealing {
  /** Who does it: `cli:<user>`. */
  readonly actor: string;
}

/** A security event: ids and outcomes, never a code, number, secret or token (R76). */
export type SecondFactorEvent =
  | (Happened<'sign-in.opened'> & OfSignIn)
  | (Happened<'sign-in.completed'> & OfSignIn)
  | (Happened<'sign-in.exempted'> & OfSubject & { readonly exemption: string })
  | (Happened<'sign-in.cancelled'> & { readonly signIn: string })
  | (Happened<'sign-in.refused'> & OfSignIn & { readonly reason: string })
  | (Happened<'number.refused'> &
      Omit<OfSignIn, 'method'> & {
        /** `none`: the check gave no verdict; `taken`: it serves as many accounts as it may. */
        readonly verdict: 'block' | 'none' | 'taken';
      })
  | (Happened<'code.sent'> & OfSignIn & { readonly reference: string })
  | (Happened<'code.not_sent'> & OfSignIn & { readonly reason: string; readonly maybeSent: boolean })
  | (Happened<'code.resent'> &
      OfSignIn & {
        readonly reference: string;
        /** Why the message before did not arrive; `null` when nothing was heard of it. */
        readonly failure: SendFailure | null;
      })
  | (Happened<'code.not_resent'> &
      OfSignIn & { readonly reference: string; readonly because: 'full' | 'too_many' | 'locked' | 'waiting' })
  | (Happened<'code.delivered'> & OfMessage)
  | (Happened<'code.undelivered'> & OfMessage & NotDelivered)
  | (Happened<'receipt.alert'> & OfMessage & NotDelivered)
  | (Happened<'code.wrong'> & OfSignIn & { readonly superseded: boolean; readonly failuresInWindow: number })
  | (Happened<'code.expired'> & OfSignIn)
  | (Happened<'sign-in.spent'> & OfSignIn)
  | Happened<'sender.left_alone'>
  | (Happened<'sender.failed'> & SenderFailed)
  | (Happened<'sends.refused'> & { readonly quota: QuotaKind })
  | (Happened<'sends.alarm'> & { readonly window: 'hour' | 'day'; readonly sends: number; readonly limit: number })
  | (Happened<'sends.conversion_low'> & ConversionLow)
  | (Happened<'locked'> &
      OfSubject & {
        /** False only where the host says so: unknown counts as privileged. */
        readonly privileged: boolean;
      })
  | (Happened<'failures.alarm'> & { readonly failures: number })
  | (Happened<'lock.refused'> & OfSubject & LockRefused)
  | (Happened<'factor.enrolled'> & OfSubject & { readonly method: Method; readonly factorId: string })
  | (Happened<'passkey.cloned'> & OfSubject & { readonly factorId: string })
  | (Happened<'factor.changed'> &
      OfSubject & {
        readonly method: Method;
        readonly factorId: string;
        /** The factor whose place it has taken, which is gone. */
        readonly replaced: string;
      })
  | (Happened<'factor.removed'> & OfSubject & { readonly method: Method; readonly factorId: string })
  | (Happened<'factor.disabled'> & OfSubject & { readonly factorId: string })
  | (Happened<'factors.reset'> & OfSubject & ByAdministrator)
  | (Happened<'device.trusted'> & OfDevice & { readonly name: string })
  | (Happened<'device.used'> & OfDevice)
  | (Happened<'device.revoked'> & OfDevice & { readonly because: 'owner' | 'outdated' | 'policy' })
  | (Happened<'device.theft'> & OfDevice)
  | (Happened<'password.suspected'> & OfSubject & { readonly failuresInThirtyDays: number })
  | (Happened<'password.replaced'> & OfSubject)
  | (Happened<'password.wrong'> & OfSubject & { readonly failuresInWindow: number })
  | (Happened<'hook.failed'> &
      OfSubject & { readonly hook: 'passwordSuspected' | 'contested'; readonly reason: string })
  | (Happened<'alarm.failed'> & {
      /** The `id` of the event that was to be told. */
      readonly alarm: string;
      readonly reason: string;
    })
  | (Happened<'unlocked'> & OfSubject & ByAdministrator)
  | (Happened<'notice.sent'> & OfNotice)
  | (Happened<'notice.failed'> & OfNotice & { readonly reason: string })
  | (Happened<'contested'> & OfNotice)
  | (Happened<'recovery.used'> & RecoveryLeft)
  | (Happened<'recovery.renewed'> & OfSubject)
  | (Happened<'recovery.low'> & RecoveryLeft)
  | (Happened<'bypass.issued'> & OfSubject & ByAdministrator)
  | (Happened<'bypass.approved'> & OfSubject & ByAdministrator & Issued)
  | (Happened<'bypass.used'> & OfSubject & Issued & { readonly approver: string | null })
  | (Happened<'policy.changed'> & PolicyChange)
  | (Happened<'policy.unreadable'> & OfSubject)
  | Happened<'store.evicts'>
  | (Happened<'events.lost'> & { readonly count: number })
  | (Happened<'trail.cut'> & TrailCut)
  | (Happened<'factor.not_resealed'> & OfSubject & { readonly factorId: string; readonly reason: string })
  | (Happened<'reseal.begun'> & Resealing)
  | (Happened<'reseal.ended'> & Resealing & { readonly resealed: number; readonly left: number })
  | (Happened<'unavailable'> & { readonly part: 'store' | 'host'; readonly reason: string });

/** The `type` of an event. */
export type SecondFactorEventType = SecondFactorEvent['type'];

/** The event of a type, or of several. */
export type SecondFactorEventOf<Type extends SecondFactorEventType> = Extract<SecondFactorEvent, { type: Type }>;
