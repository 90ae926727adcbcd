import type { KeyRing } from '../key-ring.js';
import { NOTICE_KINDS, type NoticeKind } from '../ports/notifier.js';

/** The notice that somebody contests. */
export interface ContestedNotice {
  /** Of the notice, and of the event that it was about. */
  readonly id: string;
  readonly kind: NoticeKind;
  /** When that happened, ISO 8601 in UTC. */
  readonly at: string;
}

/** All that a token says. */
export interface ContestClaims extends ContestedNotice {
  /** The account's id. */
  readonly subject: string;
}

const LIFE_MS = 7 * 86_400_000;
/** Longer than any token of ours: an id of some hundred characters, and the rest. */
const LONGEST = 4_096;

/**
 * The token of a "this was not me": it says what it is about, and nothing is kept of it. It signs nobody in; all it can do
 * is to end sessions.
 * @returns `<claims>.<MAC>`, base64url both.
 */
export function contestToken(keys: KeyRing, { id, kind, subject, at }: ContestClaims): string {
  const expires = Date.parse(at) + LIFE_MS;
  const claims = Buffer.from(JSON.stringify([id, kind, subject, at, expires])).toString('base64url');
  return `${claims}.${keys.contest(claims)}`;
}

/** What a token says, under any of the secrets; `undefined` for one that is forged, altered or expired: all alike. */
export function readContestToken(keys: KeyRing, token: unknown, now: number): ContestClaims | undefined {
  if (typeof token !== 'string' || token.length > LONGEST) return undefined;
  const [claims = '', kept = '', ...more] = token.split('.');
  if (more.length > 0 || !keys.contestMatches(kept, claims)) return undefined;
  const [id, kind, subject, at, expires] = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Parsed;
  return now < expires && NOTICE_KINDS.includes(kind) ? { id, kind, subject, at } : undefined;
}

type Parsed = [id: string, kind: NoticeKind, subject: string, at: string, expires: number];
