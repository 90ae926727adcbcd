import type { Factor } from '../ports/factor.js';
import type { PendingSignIn } from '../ports/pending-sign-in.js';
import type { RecoveryCode } from '../recovery-code.js';
import { type LiveBypass, sealBypass, usableBypass } from './bypass-code.js';
import type { Engine } from './engine.js';
import { usableOf } from './factors.js';
import { findCode, openSet, sealSet } from './recovery-set.js';

/** The codes of a subject that stand in for a lost factor, where it has some that can be used. */
export interface HeldCodes {
  readonly recovery: Factor | undefined;
  readonly bypass: LiveBypass | undefined;
}

/** What a code has come to: it is used up. */
export type UsedCode =
  /** One of a set, of which so many are left. */
  { readonly kind: 'recovery'; readonly left: number } | { readonly kind: 'bypass'; readonly bypass: LiveBypass };

/** The codes that a sign-in can be answered by. */
export async function heldCodes<User>(
  engine: Engine<User>,
  { subject, epoch }: Pick<PendingSignIn, 'subject' | 'epoch'>,
): Promise<HeldCodes> {
  const factors = await engine.options.factors.factors(subject);
  const recovery = usableOf(factors).find(({ kind }) => kind === 'recovery');
  return { recovery, bypass: usableBypass(engine, factors, epoch) };
}

/** What a wrong one could have been an answer of. */
export function idsOf({ recovery, bypass }: HeldCodes): readonly string[] {
  return [recovery, bypass?.factor].flatMap((factor) => factor?.id ?? []);
}

/**
 * Uses a code up: it leaves its set by compare-and-set, so that of any number who use it at once one does (R57). One slow hash
 * tells of which kind it is. Who loses to another code of the set tries once more, without another hash.
 * @returns `undefined` for a code that is wrong or used.
 */
export async function useCode<User>(
  engine: Engine<User>,
  { recovery, bypass }: HeldCodes,
  code: RecoveryCode,
): Promise<UsedCode | undefined> {
  const set = recovery ? openSet(engine, recovery) : [];
  const index = await findCode(engine, bypass ? [...set, bypass.code] : set, code);
  if (index === undefined) return undefined;
  if (bypass?.code.index === index) return (await end(engine, bypass)) ? { kind: 'bypass', bypass } : undefined;
  const left = recovery && (await takeOutOf(engine, recovery, index));
  return left === undefined ? undefined : { kind: 'recovery', left };
}

async function takeOutOf<User>(engine: Engine<User>, factor: Factor, index: string): Promise<number | undefined> {
  const left = await takeOut(engine, factor, index);
  if (left !== undefined) return left;
  const kept = usableOf(await engine.options.factors.factors(factor.subject));
  const again = kept.find(({ id }) => id === factor.id);
  return again && takeOut(engine, again, index);
}

async function takeOut<User>(engine: Engine<User>, factor: Factor, used: string): Promise<number | undefined> {
  const set = openSet(engine, factor);
  const left = set.filter(({ index }) => index !== used);
  if (left.length === set.length) return undefined;
  return (await move(engine, factor, sealSet(engine, factor.subject, left))) ? left.length : undefined;
}

function end<User>(engine: Engine<User>, { factor }: LiveBypass): Promise<boolean> {
  return move(engine, factor, sealBypass(engine, factor.subject, null));
}

function move<User>({ options }: Engine<User>, { id, counter }: Factor, sealed: string): Promise<boolean> {
  return options.factors.recordSuccess(id, { from: counter, to: counter + 1, sealed });
}
