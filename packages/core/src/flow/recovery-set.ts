import { createHmac } from 'node:crypto';
import type { Factor } from '../ports/factor.js';
import type { Random } from '../ports/random.js';
import { RecoveryCode } from '../recovery-code.js';
import { HASHING, type Hashing, SALT_BYTES, sameHash } from '../slow-hash.js';
import type { Engine } from './engine.js';
import { openFactor, sealFactor } from './factors.js';

/** Codes of a set (R55). */
export const RECOVERY_CODES = 10;

/** Tells the codes of one set apart, and nobody else's. */
const INDEX_BYTES = 6;

/** A code as it is kept, sealed: nothing in it is the code, and nothing of it needs the server's secrets but the seal. */
export interface HashedCode {
  /** By what it is found: a hash under its salt, so that one slow hash a try is enough (R56). */
  readonly index: string;
  /** base64url, as `hash` is. */
  readonly salt: string;
  readonly hash: string;
}

/** The codes of a subject that are left. */
export type RecoverySet = readonly HashedCode[];

/** Draws a set. */
export function drawCodes<User>({ options }: Engine<User>): readonly RecoveryCode[] {
  return Array.from({ length: RECOVERY_CODES }, () => RecoveryCode.draw(options.random));
}

/** Hashes a set as it is kept. */
export function hashSet<User>(
  { options, hashing }: Engine<User>,
  codes: readonly RecoveryCode[],
): Promise<RecoverySet> {
  return Promise.all(codes.map((code) => hashCode(options.random, code, hashing)));
}

/** Hashes a code as it is kept (R56; NIST SP 800-63B-4 §3.1.2.2). */
export async function hashCode(random: Random, code: RecoveryCode, hashing: Hashing = HASHING): Promise<HashedCode> {
  const salt = random.bytes(SALT_BYTES);
  const hashed = await hashing.slowHash(code.reveal(), salt);
  return { index: indexOf(code, salt), salt: salt.toString('base64url'), hash: hashed.toString('base64url') };
}

/** Seals a set for its subject, as what a factor is made of. */
export function sealSet<User>(engine: Engine<User>, subject: string, set: RecoverySet): string {
  return sealFactor(engine, 'recovery', subject, JSON.stringify(set));
}

/** Opens what is left of a set. @throws UnknownSecret */
export function openSet<User>(engine: Engine<User>, factor: Factor): RecoverySet {
  return JSON.parse(openFactor(engine, factor)) as RecoverySet;
}

/**
 * Finds a code among those that are kept, by exactly one slow hash: also where nothing has its index, so that time tells nothing (R56).
 * @returns its index.
 */
export async function findCode<User>(
  { hashing }: Engine<User>,
  set: RecoverySet,
  code: RecoveryCode,
): Promise<string | undefined> {
  const entry = set.find(({ index, salt }) => index === indexOf(code, Buffer.from(salt, 'base64url')));
  const hash = await hashing.slowHash(code.reveal(), entry ? Buffer.from(entry.salt, 'base64url') : NO_SALT);
  return entry && sameHash(hash, Buffer.from(entry.hash, 'base64url')) ? entry.index : undefined;
}

function indexOf(code: RecoveryCode, salt: Buffer): string {
  return createHmac('sha256', salt).update(code.reveal()).digest().subarray(0, INDEX_BYTES).toString('base64url');
}

const NO_SALT = Buffer.alloc(SALT_BYTES);
