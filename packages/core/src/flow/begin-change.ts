import type { Assurance } from '../assurance.js';
import { SecondFactorError } from '../errors.js';
import { isSecondStep, MAX_FACTORS } from '../ports/factor.js';
import type { Method } from '../purpose.js';
import { isEnrolled } from './admission.js';
import { toSignIn } from './begin.js';
import type { Begun } from './begun.js';
import type { Engine } from './engine.js';
import { kindOf } from './factors.js';
import { type FreshSession, freshSession } from './fresh-session.js';
import { methodsToBind } from './methods.js';
import { open } from './open-sign-in.js';
import type { Opening } from './opening.js';
import { unknownFactor } from './own-factors.js';

/** What is known when a factor is to be bound. */
export interface ChangeOpening extends Omit<Opening, 'amr' | 'firstFactorAt' | 'password'> {
  /** The factor, of the subject's own, whose place the new one takes. @defaultValue none: it is one more */
  readonly replaces?: string | undefined;
}

/**
 * Opens the binding of another factor, or of one in the place of another: that one stays the only one of the two until the new
 * one is proved (R35). What is enrolled in it is proved by the same session's answer. A subject's very first factor is an
 * enrolment like that of a log-in, which signs in.
 * @throws SecondFactorError as {@link freshSession}; `bad_request` for a factor that is none of the subject's;
 *   `enrolment_not_allowed` for more than {@link MAX_FACTORS}.
 */
export async function beginChange<User>(
  engine: Engine<User>,
  user: User,
  assurance: Assurance | undefined,
  { replaces, ...given }: ChangeOpening,
): Promise<Begun> {
  const session = await freshSession(engine, user, assurance);
  const { amr, firstFactorAt = null } = session.assurance;
  const opening = { ...given, amr, firstFactorAt };
  const { posture } = session;
  const methods = await bindable(engine, session, replaces);
  const purpose = isEnrolled(posture) ? 'change' : 'enrol';
  return open(engine, toSignIn(engine, user, { posture, purpose, methods, replaces }, opening), [], opening);
}

/** What takes a factor's place is of its kind. */
async function bindable<User>(
  engine: Engine<User>,
  { subject, decision }: FreshSession,
  replaces: string | undefined,
): Promise<readonly Method[]> {
  const own = await engine.options.factors.factors(subject);
  const methods = methodsToBind(engine, decision);
  if (replaces === undefined) {
    const held = own.filter(({ kind }) => isSecondStep(kind)).length;
    if (held >= MAX_FACTORS) throw new SecondFactorError('enrolment_not_allowed');
    return methods;
  }
  const kind = own.find(({ id }) => id === replaces)?.kind;
  if (kind === undefined || !isSecondStep(kind)) throw unknownFactor('replaces');
  return methods.filter((method) => kindOf(method) === kind);
}
