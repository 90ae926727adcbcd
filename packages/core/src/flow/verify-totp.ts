import type { Code } from '../code.js';
import type { Factor } from '../ports/factor.js';
import type { PendingSignIn } from '../ports/pending-sign-in.js';
import { isUnproved } from '../purpose.js';
import type { SignInToken } from '../sign-in-token.js';
import { stepsAt, TOTP_DIGITS, TotpSecret } from '../totp.js';
import { complete } from './complete.js';
import { type Engine, limitsFor } from './engine.js';
import { openFactor, sealFactor, usableFactors } from './factors.js';
import { notYours, readCode } from './given-code.js';
import { methodsFor } from './methods.js';
import type { Proof } from './proof.js';
import { readSignIn } from './read-sign-in.js';
import { expired } from './refusals.js';
import { refuseAnswer } from './refuse-answer.js';
import type { Reopened } from './reopened.js';
import { totpOfEnrolment } from './totp-enrolment.js';
import type { Verified } from './verified.js';

/** An authenticator app that the answer could be of. */
interface App {
  readonly secret: TotpSecret;
  /** `null` while it is being enrolled. */
  readonly factor: Factor | null;
}

/** A step of it whose code would be right now. */
interface Candidate extends App {
  readonly step: number;
}

/**
 * Checks the code of an authenticator app (R63, R64): the same charge, lock and consumption as of any other answer, judged by
 * the codes that would be right now. A step that was accepted before is not among them.
 */
export async function verifyTotp<User>(
  engine: Engine<User>,
  token: SignInToken,
  digits: string,
): Promise<Verified<User> | Reopened> {
  const code = readCode(digits, TOTP_DIGITS);
  const before = await readSignIn(engine, token);
  const aimed = aimedAtTotp(engine, before);
  const apps = await appsOf(engine, token, aimed);
  const candidates = apps.flatMap((app) => candidatesOf(engine, app));
  const gateOf = (each: Code) => engine.keys.gates(token.key.id, each)[0];
  const expected = candidates.map(({ secret, step }) => gateOf(secret.codeAt(step)));
  // One gate that nothing opens: where all steps were accepted before, no answer is right.
  const answer = { gates: [gateOf(code)], expected: [...expected, NEVER] };
  const outcome = await engine.options.pending.verify(token.key, answer, limitsFor(engine, token.key));
  if (outcome.status === 'gone') throw expired();
  const signIn = aimedAtTotp(engine, outcome.signIn);
  if (outcome.status === 'right') {
    const proved = candidates[expected.indexOf(gateOf(code))];
    return complete(engine, token, signIn, proved && proofOfTotp(engine, signIn, proved));
  }
  const factorIds = apps.flatMap(({ factor }) => (factor ? [factor.id] : []));
  throw await refuseAnswer(engine, token, { ...outcome, signIn }, factorIds);
}

const NEVER = '';

/** @throws SecondFactorError `bad_request` where that is no way to answer it (R48). */
function aimedAtTotp<User>(engine: Engine<User>, signIn: PendingSignIn): PendingSignIn {
  if (!methodsFor(engine, signIn).includes('totp')) throw notYours();
  if (signIn.target?.method === 'totp') return signIn;
  if (isUnproved(signIn.purpose)) throw notYours();
  return { ...signIn, target: { method: 'totp', factorId: null, lastDigits: '', sealed: null } };
}

async function appsOf<User>(engine: Engine<User>, token: SignInToken, signIn: PendingSignIn): Promise<App[]> {
  if (isUnproved(signIn.purpose)) return [{ secret: totpOfEnrolment(engine, signIn, token).secret, factor: null }];
  const factors = await usableFactors(engine, signIn.subject);
  return factors
    .filter(({ kind }) => kind === 'totp')
    .map((factor) => ({ secret: new TotpSecret(openFactor(engine, factor)), factor }));
}

function candidatesOf<User>({ options }: Engine<User>, app: App): Candidate[] {
  const { clock, totpWindow } = options;
  return stepsAt(clock.now(), totpWindow, app.factor?.counter ?? -1).map((step) => ({ ...app, step }));
}

function proofOfTotp<User>(
  engine: Engine<User>,
  { subject }: PendingSignIn,
  { secret, step, factor }: Candidate,
): Proof {
  return {
    method: 'totp',
    bind() {
      const sealed = sealFactor(engine, 'totp', subject, secret.reveal());
      return { factor: { kind: 'totp', sealed, lookup: null, lastDigits: null, name: null, counter: step } };
    },
    match(factors) {
      const own = factors.find(({ id }) => id === factor?.id);
      if (!own || !factor) return undefined;
      // It is written anyway, and so moves to the newest secret in the same step.
      const anew = engine.keys.isNewest(own.sealed)
        ? {}
        : { sealed: sealFactor(engine, 'totp', subject, secret.reveal()) };
      return { factor: own, advance: { from: factor.counter, to: step, ...anew } };
    },
  };
}
