import { asksApproval } from '../bypass-codes-option.js';
import type { KeyRing } from '../key-ring.js';
import { BYPASS_SECONDS } from '../options.js';
import type { Clock } from '../ports/clock.js';
import type { Factor, NewFactor } from '../ports/factor.js';
import type { Random } from '../ports/random.js';
import { RecoveryCode } from '../recovery-code.js';
import { sealContext } from '../reseal.js';
import type { Hashing } from '../slow-hash.js';
import type { Engine } from './engine.js';
import { sealFactor } from './factors.js';
import { type HashedCode, hashCode } from './recovery-set.js';

/** A bypass code as it is kept, sealed: nothing in it is the code. */
export interface KeptBypass {
  readonly code: HashedCode;
  /** The subject's epoch: whatever counts it up ends the code, as a contested notice does (R38, R39). */
  readonly epoch: number;
  /** Milliseconds since 1970, by the clock of who issued it. */
  readonly expiresAt: number;
  readonly issuer: string;
  readonly reason: string;
  /** The second administrator, who has approved it; `null` while none has. */
  readonly approver: string | null;
}

/** One that is neither used nor expired, of the subject's factors as they are. */
export interface LiveBypass extends KeptBypass {
  readonly factor: Factor;
}

/** Of what it is drawn. */
export interface BypassMakers {
  readonly keys: KeyRing;
  readonly random: Random;
  readonly clock: Clock;
  /** @defaultValue our own, unobserved */
  readonly hashing?: Hashing;
}

/** What it is issued by, and for whom. */
export interface BypassGround extends Pick<KeptBypass, 'issuer' | 'reason' | 'epoch'> {
  readonly subject: string;
}

/** A code that was just drawn: it is known here and nowhere else, and never again. */
export interface DrawnBypass {
  readonly code: RecoveryCode;
  /** What a factor store keeps of it. */
  readonly factor: NewFactor;
  readonly expiresAt: Date;
}

/**
 * Draws a code and makes of it what is kept: of the form of a recovery code and hashed like one (R55, R56), good for 15 minutes.
 * @param ground - its `epoch` is that of the subject once the code is kept.
 */
export async function drawBypass(
  { keys, random, clock, hashing }: BypassMakers,
  { subject, ...ground }: BypassGround,
): Promise<DrawnBypass> {
  const drawn = RecoveryCode.draw(random);
  const expiresAt = clock.now() + BYPASS_SECONDS * 1_000;
  const kept: KeptBypass = { ...ground, code: await hashCode(random, drawn, hashing), expiresAt, approver: null };
  const sealed = sealBypass({ keys }, subject, kept);
  const factor = { kind: 'bypass', sealed, lookup: null, lastDigits: null, name: null, counter: 0 } as const;
  return { code: drawn, factor, expiresAt: new Date(expiresAt) };
}

/** Seals it for its subject. @param kept - `null` once it is used. */
export function sealBypass(engine: Pick<Engine<unknown>, 'keys'>, subject: string, kept: KeptBypass | null): string {
  return sealFactor(engine, 'bypass', subject, JSON.stringify(kept));
}

/** The subject's code, whether it waits for approval or not; `undefined` for one that is used, expired or outdated. */
export function liveBypass<User>(
  { keys, options }: Engine<User>,
  factors: readonly Factor[],
  epoch: number,
): LiveBypass | undefined {
  const factor = factors.find(({ kind }) => kind === 'bypass');
  // One that no secret opens any more is as good as none: it has only minutes to live.
  const text = factor && keys.openSealed(factor.sealed, sealContext(factor));
  const kept = text === undefined ? null : (JSON.parse(text) as KeptBypass | null);
  const lives = kept?.epoch === epoch && options.clock.now() < kept.expiresAt;
  return factor && kept && lives ? { ...kept, factor } : undefined;
}

/** The same, where it can be used: with the approval that the options ask for. */
export function usableBypass<User>(
  engine: Engine<User>,
  factors: readonly Factor[],
  epoch: number,
): LiveBypass | undefined {
  const { bypassCodes } = engine.options;
  const live = bypassCodes ? liveBypass(engine, factors, epoch) : undefined;
  return asksApproval(bypassCodes) && live?.approver === null ? undefined : live;
}

/** What a subject has at a log-in: its factors, disabled ones too, and its bypass code where there is one that can be used. */
export async function heldFactors<User>(
  engine: Engine<User>,
  subject: string,
  epoch: number,
): Promise<readonly Factor[]> {
  const factors = await engine.options.factors.factors(subject);
  const bypass = usableBypass(engine, factors, epoch);
  return factors.filter(({ id, kind }) => kind !== 'bypass' || id === bypass?.factor.id);
}
