import { checkSecrets } from '@countersign/core';
import { type Environment, listOf, textOf } from './environment.js';
import { Unable } from './unable.js';

/** The server's secrets, newest first. @throws Unable where they are none that the host would start with (R87). */
export function secretsOf(env: Environment): readonly string[] {
  try {
    return checkSecrets(listOf(textOf(env, 'COUNTERSIGN_SECRET')));
  } catch {
    throw new Unable('COUNTERSIGN_SECRET must hold the host’s secrets: 32 bytes or more each, newest first.');
  }
}
