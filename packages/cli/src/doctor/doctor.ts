import type { Environment } from '../environment.js';
import { examine } from './examine.js';
import type { Finding } from './finding.js';
import { GROUPS } from './groups.js';
import { type DoctorOptions, readSettings } from './settings.js';

/**
 * Looks over an installation: settings, secrets, Twilio, the webhook, Redis, the database. It asks and reads, sends no text,
 * and changes nothing. Takes 5 s at most.
 * @param env - the variables, as the host has them: `process.env`.
 * @returns a finding for each check.
 * @throws RangeError for a `codeLength` that no host may have.
 */
export async function doctor(env: Environment, options: DoctorOptions = {}): Promise<readonly Finding[]> {
  return examine(GROUPS, readSettings(env, options));
}
