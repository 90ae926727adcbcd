import { SecondFactorError } from '../errors.js';
import type { PendingSignIn } from '../ports/pending-sign-in.js';
import { RecoveryCode } from '../recovery-code.js';
import type { SignInToken } from '../sign-in-token.js';
import { type Engine, limitsFor } from './engine.js';
import { notYours } from './given-code.js';
import { methodsFor } from './methods.js';
import { readSignIn } from './read-sign-in.js';
import { recoveryKeyOf } from './recovery-ledgers.js';
import { heldCodes, idsOf, type UsedCode, useCode } from './recovery-use.js';
import { expired } from './refusals.js';
import { refuseAnswer } from './refuse-answer.js';
import { reopen } from './reopen.js';
import type { Reopened } from './reopened.js';

/** An answer that nothing opens: it is charged as a wrong one, and the slow hash decides afterwards. */
const UNDECIDED = { gates: ['recovery'], expected: [''] } as const;

/**
 * Checks a recovery code, or a bypass code, which is typed in the same place: charged before it is hashed, in a count of its own (R09, R58); used up in one step with what is left
 * of the set (R57); and never a sign-in, but another pending one, in which a factor must be bound (R60).
 */
export async function verifyRecovery<User>(engine: Engine<User>, token: SignInToken, typed: string): Promise<Reopened> {
  const code = readRecoveryCode(typed);
  const before = aimedAtRecovery(engine, await readSignIn(engine, token));
  const held = await heldCodes(engine, before);
  const key = recoveryKeyOf(token);
  const limits = limitsFor(engine, key);
  const charged = await engine.options.pending.verify(key, UNDECIDED, limits);
  if (charged.status === 'gone' || charged.status === 'right') throw expired();
  const outcome = { ...charged, signIn: aimedAtRecovery(engine, charged.signIn) };
  const isCharged = outcome.status === 'wrong' || outcome.status === 'spent';
  const used = isCharged ? await useCode(engine, held, code) : undefined;
  if (used === undefined) throw await refuseAnswer(engine, token, outcome, idsOf(held), limits);
  tellUse(engine, outcome.signIn, used);
  // Of two right answers to one sign-in one goes on; the last one that a sign-in has room for has destroyed it already.
  const isOurs = outcome.status === 'spent' || (await engine.options.pending.close(token.key));
  if (!isOurs) throw expired();
  await engine.options.pending.giveBack(key);
  return reopen(engine, token, outcome.signIn);
}

/** Told as soon as it is used up, whatever becomes of the sign-in (R39). */
function tellUse<User>(engine: Engine<User>, { subject }: PendingSignIn, used: UsedCode): void {
  if (used.kind === 'bypass') {
    const { issuer, approver } = used.bypass;
    engine.tell({ type: 'countersign.bypass.used', subject, issuer, approver });
    return;
  }
  const { left } = used;
  engine.tell({ type: 'countersign.recovery.used', subject, left });
  if (left <= FEW_CODES) engine.tell({ type: 'countersign.recovery.low', subject, left });
}

/** From so few codes on their owner is told to make new ones. */
const FEW_CODES = 3;

/** What cannot be a code is not evaluated, and not charged (R18). */
function readRecoveryCode(typed: string): RecoveryCode {
  const code = RecoveryCode.parse(typed);
  if (code) return code;
  throw new SecondFactorError('bad_request', { details: ['code: must be 16 letters and digits'] });
}

/** @throws SecondFactorError `bad_request` where that is no way to answer it: never to a step-up, or to bind (R48, R67). */
function aimedAtRecovery<User>(engine: Engine<User>, signIn: PendingSignIn): PendingSignIn {
  const fits = signIn.purpose === 'sign-in' && methodsFor(engine, signIn).includes('recovery');
  if (!fits) throw notYours();
  return {
    ...signIn,
    target: { method: 'recovery', factorId: null, lastDigits: '', sealed: null },
  };
}
