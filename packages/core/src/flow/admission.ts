import type { Posture } from '../ports/factor-store.js';
import { barred } from './barred.js';
import type { Decision } from './decide.js';
import type { Engine } from './engine.js';
import { endsWithPassword } from './suspicion.js';

/** What is said to come back after, when only another password or an administrator can help: a day. */
const NO_END_IN_SIGHT_SECONDS = 86_400;

/**
 * Whether the subject has a factor, whatever its kind (R47). A disabled one counts (R14): else guessing would open a first
 * enrolment. Recovery codes alone are none.
 */
export function isEnrolled({ methods, disabled }: Posture): boolean {
  return disabled === true || methods.some((method) => method !== 'recovery');
}

/**
 * Whether the policy gives the subject time to enrol (R73): only one who has never had a factor, nor anything that counts the
 * epoch up. After a reset or a suspicion there is none (R72).
 */
export function mayWait({ enrolBy }: Decision, { epoch, ...posture }: Posture): boolean {
  return enrolBy !== undefined && epoch === 0 && !isEnrolled({ epoch, ...posture });
}

/** The subject's posture, without a suspicion that another password has ended. */
export async function currentPosture<User>(engine: Engine<User>, subject: string): Promise<Posture> {
  const { factors } = engine.options;
  const posture = await factors.posture(subject);
  const ended = posture.suspected && (await endsWithPassword(engine, subject, posture.suspected));
  return ended ? factors.posture(subject) : posture;
}

/**
 * The same, if the second step may go on. Every step asks here, or hands a posture that it has to {@link refuseBarred}
 * (R16).
 * @throws SecondFactorError `second_factor_locked`
 */
export async function admit<User>(engine: Engine<User>, subject: string): Promise<Posture> {
  const posture = await currentPosture(engine, subject);
  refuseBarred(engine, subject, posture);
  return posture;
}

/**
 * Refuses for what outlives the pending store, with the answer of any other lock: the password is suspected (R13), or no
 * factor is left that is not disabled (R14).
 * @throws SecondFactorError `second_factor_locked`; without `retryAfterSeconds` where no time mends it.
 */
export function refuseBarred<User>(
  engine: Engine<User>,
  subject: string,
  { methods, disabled, suspected }: Partial<Posture>,
): void {
  if (suspected) {
    throw barred(engine, subject, 'password_suspected', suspected.roomInSeconds || NO_END_IN_SIGHT_SECONDS);
  }
  if (disabled && methods?.length === 0) throw barred(engine, subject, 'factor_disabled', null);
}
