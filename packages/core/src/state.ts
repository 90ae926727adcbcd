import type { SendFailure } from './ports/send-failure.js';
import type { Channel, Delivery, Method, Purpose } from './purpose.js';

/** The live code as the holder of the sign-in may see it. Durations are in seconds from now. */
export interface CodeState {
  /** ISO 8601, UTC. */
  readonly sentAt: string;
  readonly expiresInSeconds: number;
  /** 0 when another code may be asked for now. */
  readonly resendInSeconds: number;
  /** After too many wrong answers: seconds until one is judged again. 0 when one is now. */
  readonly answerInSeconds: number;
  /** How many digits it has. */
  readonly length: number;
  /** Wrong answers left before the sign-in is destroyed. */
  readonly attemptsLeft: number;
  /** Codes that can still be sent for this sign-in. */
  readonly sendsLeft: number;
  /** The two letters that are in the message too. */
  readonly reference: string;
  /** How it was sent. */
  readonly channel: Channel;
  readonly delivery: Delivery;
  /** Why it was not delivered, where that is known. */
  readonly failure: SendFailure | null;
}

/** What an authenticator app is set up with. */
export interface TotpState {
  /** In base32, to be typed where no camera is at hand. */
  readonly secret: string;
  /** `otpauth://…`: what a QR code of it says. */
  readonly uri: string;
}

/** Where a visitor stands: the body of `GET /2fa`, the same for pages and API clients. */
export interface SecondFactorState {
  /**
   * `enrolment_required`: register a phone; `code_required`: a code was sent, or can be; `method_required`: choose how;
   * `signed_in`: nothing is pending.
   */
  readonly status: 'enrolment_required' | 'code_required' | 'method_required' | 'signed_in';
  /** What the second step is for; `null` when nothing is pending. */
  readonly purpose: Purpose | null;
  /** The methods that can be used. */
  readonly methods: readonly Method[];
  /** What an answer is taken for when it names no method; `null` where it must be chosen first. */
  readonly method: Method | null;
  /** The masked number, as `•••• 42`; `null` when no code was sent. */
  readonly phone: string | null;
  /** `null` when no code is live. */
  readonly code: CodeState | null;
  /** Only while an authenticator app is being enrolled (R65). */
  readonly totp?: TotpState;
  /**
   * Only while a factor is being bound: that texts are a restricted method, which somebody else can use who reads the
   * phone or takes over its number (R40; NIST SP 800-63B-4 §3.2.9).
   */
  readonly notices?: readonly 'sms_restricted'[];
  /** Only of a session whose owner has no phone and has to register one by then: ISO 8601, UTC. */
  readonly enrolBy?: string;
  /**
   * Only where a right answer has led here that signs nobody in: a recovery code, after which what is bound takes the place of
   * all that there was (R60), or a factor that the policy does not count, whose place it takes.
   */
  readonly after?: 'recovery' | 'uncounted';
  /** Only where the policy counts no factor of the subject's: a right answer leads to the binding of one that it counts. */
  readonly uncounted?: true;
  /** Only of a log-in whose browser is trusted when that is asked for together with a right answer (R54). */
  readonly trustable?: true;
  /** Only where no code is live and none can be sent yet: when one can. */
  readonly retryAfterSeconds?: number;
}
