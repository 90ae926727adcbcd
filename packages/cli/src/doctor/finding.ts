/** How a check ended: as it should be; worth a look; will not work, or not safely; not looked at. */
export type FindingStatus = 'ok' | 'warning' | 'problem' | 'skipped';

/** What a check found. It holds no secret, no number in full and no word of a provider's (R76). */
export interface Finding {
  /** The check's name, which stays the same: `redis-policy`. */
  readonly name: string;
  readonly status: FindingStatus;
  /** What was found, in a plain sentence. */
  readonly says: string;
  /** What to do about it. */
  readonly todo?: string;
}

/** A finding before it has its check's name. */
export type Verdict = Omit<Finding, 'name'>;

/** All is as it should be. */
export const ok = (says: string): Verdict => ({ status: 'ok', says });

/** It works, and is worth a look. */
export const warning = (says: string, todo: string): Verdict => ({ status: 'warning', says, todo });

/** It will not work, or not safely. */
export const problem = (says: string, todo: string): Verdict => ({ status: 'problem', says, todo });

/** It was not looked at, and why. */
export const skipped = (says: string): Verdict => ({ status: 'skipped', says });
