import { withDeadline } from '../deadline.js';
import { SecondFactorError } from '../errors.js';
import { PASSWORD } from '../options.js';
import type { Password } from '../password.js';
import type { NewSignIn, SignInKey, TryLimits } from '../ports/pending-sign-in.js';
import { SignInToken } from '../sign-in-token.js';
import { HOST_TIMEOUT_MS } from './decide.js';
import type { Engine } from './engine.js';
import { firstFactorDue } from './first-factor-due.js';
import { loadUser } from './load-user.js';
import { expired } from './refusals.js';
import { tellLock } from './tell-lock.js';

/** Where wrong passwords of sessions are counted: apart from the subject's wrong codes, in both directions. */
export const PASSWORD_LEDGER = 'password';

/** An answer that nothing opens: it is charged as a wrong one, and the host decides afterwards. */
const UNDECIDED = { gates: ['password'], expected: [''] } as const;

/**
 * The step-up to be opened when the password was given with it: the first factor of its session is as young as this, if the
 * second one is proved in it as well (R34, R67).
 * @throws SecondFactorError `password_wrong`; `bad_request` where the host has no check; `step_up_required` where wrong ones have
 *   used up the tries of 24 h: another log-in will do.
 */
export async function withPassword<User>(
  engine: Engine<User>,
  signIn: NewSignIn,
  password: Password | undefined,
): Promise<NewSignIn> {
  if (password === undefined) return signIn;
  await provePassword(engine, signIn, password);
  const amr = [...new Set(['pwd' as const, ...signIn.amr])];
  return { ...signIn, amr, firstFactorAt: engine.options.clock.now() };
}

/** Charged before the host is asked; only what a right one was charged is given back (R09). */
async function provePassword<User>(engine: Engine<User>, signIn: NewSignIn, password: Password): Promise<void> {
  const { pending, random, subject: accounts } = engine.options;
  if (!accounts.checkPassword) throw notAsked();
  const key = { ...SignInToken.draw(engine.keys.subjectTag(signIn.subject), random).key, ledger: PASSWORD_LEDGER };
  const failures = await charge(engine, key, signIn);
  if (await isRight(engine, signIn.subject, password)) return pending.giveBack(key);
  throw await wrong(engine, signIn.subject, failures);
}

/** Charges a try, if there is one left: of any number at once no more than that. @returns the tries used, this one among them. */
async function charge<User>(engine: Engine<User>, key: SignInKey, signIn: NewSignIn): Promise<number> {
  const { pending } = engine.options;
  const limits = { ...engine.limits, ...NO_WAITS };
  // What is charged is a sign-in's answer: this one is open for that long, and nobody has its token.
  const opened = await pending.open(key, { ...signIn, methods: [], returnTo: null }, limits);
  const charged = opened.status === 'opened' ? await pending.verify(key, UNDECIDED, limits) : opened;
  if (opened.status === 'opened') await pending.close(key);
  if (charged.status === 'locked') throw outOfTries(engine, signIn.subject, charged.retryAfterSeconds);
  if (charged.status !== 'wrong') throw expired();
  return charged.failures;
}

const NO_WAITS = { maxFailures: PASSWORD.failures, waitsSeconds: [] } as const satisfies Partial<TryLimits>;

/** The host's word about the account as it is now: only `true`, within 1.5 s, is a yes (R19, R46). What it throws denies. */
async function isRight<User>(engine: Engine<User>, subject: string, password: Password): Promise<boolean> {
  const user = await loadUser(engine, subject);
  if (user === null) return false;
  const answer = engine.options.subject.checkPassword?.(user, password);
  return (await withDeadline(Promise.resolve(answer), HOST_TIMEOUT_MS)) === true;
}

async function wrong<User>(engine: Engine<User>, subject: string, failures: number): Promise<SecondFactorError> {
  engine.tell({ type: 'countersign.password.wrong', subject, failuresInWindow: failures });
  if (failures >= PASSWORD.failures) await tellLock(engine, subject);
  return new SecondFactorError('password_wrong', { attemptsLeft: Math.max(0, PASSWORD.failures - failures) });
}

/** Not even a right one would be looked at: what its owner needs is another log-in. */
function outOfTries<User>(engine: Engine<User>, subject: string, retryAfterSeconds: number): SecondFactorError {
  engine.tell({ type: 'countersign.lock.refused', subject, because: 'locked', retryAfterSeconds });
  return firstFactorDue('log_in');
}

function notAsked(): SecondFactorError {
  return new SecondFactorError('bad_request', { details: ['password: is not asked for here'] });
}
