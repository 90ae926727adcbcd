import type { Clock } from '@countersign/core';
import type { Check } from '../doctor/check.js';
import type { Verdict } from '../doctor/finding.js';
import { type DoctorOptions, readSettings } from '../doctor/settings.js';
import type { Environment } from '../environment.js';

/** What one check finds. */
export async function look(check: Check, env: Environment, options: DoctorOptions = {}): Promise<Verdict> {
  return check.run(readSettings(env, options));
}

/** A clock that is ahead of this machine's by so many milliseconds. */
export const clockAhead = (milliseconds: number): Clock => ({ now: () => Date.now() + milliseconds });
