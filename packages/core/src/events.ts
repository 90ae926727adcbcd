import type { Method, Purpose } from './purpose.js';

interface Happened<Type extends string> {
  /** What happened. */
  readonly type: `countersign.${Type}`;
  /** When, ISO 8601 in UTC. */
  readonly at: string;
}

interface OfSubject {
  /** The account's id. */
  readonly subject: string;
}

interface OfSignIn extends OfSubject {
  readonly purpose: Purpose;
  readonly method: Method;
  /** Tells sign-ins apart; of no use to sign in. */
  readonly signIn: string;
}

/** Of what a provider reports: it knows of no subject. */
interface OfMessage {
  /** Tells sign-ins apart; of no use to sign in. */
  readonly signIn: string;
  readonly reference: string;
}

/** A security event: ids and outcomes, never a code, number, secret or token (R76). */
export type SecondFactorEvent =
  | (Happened<'sign-in.opened'> & OfSignIn)
  | (Happened<'sign-in.completed'> & OfSignIn)
  | (Happened<'sign-in.exempted'> & OfSubject & { readonly exemption: string })
  | (Happened<'sign-in.cancelled'> & { readonly signIn: string })
  | (Happened<'sign-in.refused'> & OfSignIn & { readonly reason: string })
  | (Happened<'code.sent'> & OfSignIn & { readonly reference: string })
  | (Happened<'code.not_sent'> & OfSignIn & { readonly reason: string; readonly maybeSent: boolean })
  | (Happened<'code.delivered'> & OfMessage)
  | (Happened<'code.undelivered'> & OfMessage & { readonly reason: string })
  | (Happened<'code.wrong'> & OfSignIn & { readonly superseded: boolean; readonly failuresInWindow: number })
  | (Happened<'code.expired'> & OfSignIn)
  | (Happened<'sign-in.spent'> & OfSignIn)
  | (Happened<'locked'> & OfSubject)
  | (Happened<'factor.enrolled'> & OfSubject & { readonly method: Method; readonly factorId: string })
  | (Happened<'policy.unreadable'> & OfSubject)
  | Happened<'store.evicts'>
  | (Happened<'unavailable'> & { readonly part: 'store' | 'host'; readonly reason: string });

/** The `type` of an event. */
export type SecondFactorEventType = SecondFactorEvent['type'];
