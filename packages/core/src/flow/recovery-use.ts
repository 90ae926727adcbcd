import type { Factor } from '../ports/factor.js';
import type { RecoveryCode } from '../recovery-code.js';
import type { Engine } from './engine.js';
import { usableFactors } from './factors.js';
import { findCode, openSet, sealSet } from './recovery-set.js';

/** The subject's recovery codes, where it has some that are not disabled. */
export async function recoveryFactor<User>(engine: Engine<User>, subject: string): Promise<Factor | undefined> {
  return (await usableFactors(engine, subject)).find(({ kind }) => kind === 'recovery');
}

/**
 * Uses a code up: it leaves its set by compare-and-set, so that of any number who use it at once one does (R57). Who loses to
 * another code of the set tries once more, without another hash.
 * @returns how many are left; `undefined` for a code that is wrong or used.
 */
export async function useCode<User>(
  engine: Engine<User>,
  factor: Factor | undefined,
  code: RecoveryCode,
): Promise<number | undefined> {
  const index = await findCode(engine, factor ? openSet(engine, factor) : [], code);
  if (!factor || index === undefined) return undefined;
  const left = await takeOut(engine, factor, index);
  if (left !== undefined) return left;
  const again = await recoveryFactor(engine, factor.subject);
  return again?.id === factor.id ? takeOut(engine, again, index) : undefined;
}

async function takeOut<User>(engine: Engine<User>, factor: Factor, used: string): Promise<number | undefined> {
  const set = openSet(engine, factor);
  const left = set.filter(({ index }) => index !== used);
  if (left.length === set.length) return undefined;
  const { id, subject, counter } = factor;
  const advance = { from: counter, to: counter + 1, sealed: sealSet(engine, subject, left) };
  return (await engine.options.factors.recordSuccess(id, advance)) ? left.length : undefined;
}
