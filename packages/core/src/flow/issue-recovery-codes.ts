import type { NewFactor } from '../ports/factor.js';
import type { RecoveryCode } from '../recovery-code.js';
import type { Engine } from './engine.js';
import { drawCodes, hashSet, sealSet } from './recovery-set.js';

/** A set that was made just now: its codes are known here and nowhere else, and never again (R59). */
export interface FreshSet {
  readonly codes: readonly RecoveryCode[];
  /** As it is to be kept. */
  readonly factor: NewFactor;
}

/** Draws a set of recovery codes for a subject, and hashes it. Nothing is kept yet. */
export async function drawSet<User>(engine: Engine<User>, subject: string): Promise<FreshSet> {
  const codes = drawCodes(engine);
  const sealed = sealSet(engine, subject, await hashSet(engine, codes));
  return { codes, factor: { kind: 'recovery', sealed, lookup: null, lastDigits: null, name: null, counter: 0 } };
}

/** A set that is kept. */
export interface IssuedRecoveryCodes extends Pick<FreshSet, 'codes'> {
  /** The subject's epoch after it. */
  readonly epoch: number;
}

/**
 * Makes a set of recovery codes for a subject, in the place of the one before (R59).
 * @param epoch - what the subject's must still be.
 * @returns `undefined` where its factors have changed meanwhile: nothing was made.
 */
export async function issueRecoveryCodes<User>(
  engine: Engine<User>,
  subject: string,
  epoch: number,
): Promise<IssuedRecoveryCodes | undefined> {
  const { factors } = engine.options;
  const { codes, factor } = await drawSet(engine, subject);
  const before = (await factors.factors(subject)).filter(({ kind }) => kind === 'recovery').map(({ id }) => id);
  const outcome = await factors.enrol(subject, factor, { first: false, epoch, replaces: before });
  engine.postures.forget(subject);
  if (outcome.status !== 'enrolled') return undefined;
  engine.tell({ type: 'countersign.recovery.renewed', subject });
  return { codes, epoch: outcome.epoch };
}
