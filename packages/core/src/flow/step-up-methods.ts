import type { Method } from '../purpose.js';
import { subjectOf } from './account.js';
import { decide } from './decide.js';
import type { Engine } from './engine.js';
import { methodsOfFactors, usableFactors } from './factors.js';

/** What a step-up asks for: of what the user holds, whatever the policy counts, and no recovery code (R67). */
export async function stepUpMethods<User>(engine: Engine<User>, user: User): Promise<readonly Method[]> {
  const { methods } = await decide(engine, user);
  const factors = await usableFactors(engine, subjectOf(engine, user));
  const counted = methods.filter((method) => method !== 'recovery');
  return methodsOfFactors(factors, counted);
}
