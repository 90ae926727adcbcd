import type { Factor } from '../ports/factor.js';
import type { Method } from '../purpose.js';
import { barred } from './barred.js';
import type { Decision } from './decide.js';
import type { Engine } from './engine.js';
import { enabled, methodsOfFactors } from './factors.js';
import { countedToBind, usableMethods } from './methods.js';
import { holdsCounted } from './uncounted.js';

/** What a sign-in can be answered by, and whether that counts. */
export interface Provable {
  readonly methods: readonly Method[];
  /** True where the policy counts none of them, and a right answer leads to the binding of what it counts. */
  readonly uncounted: boolean;
}

/**
 * What a subject can answer by: of its factors those that the policy counts. Where it holds none of these, all of them, to
 * prove who it is.
 * @param held - its factors, disabled ones too.
 * @throws SecondFactorError `second_factor_locked` when nothing that it has can be used here, or all that counts is disabled.
 */
export function methodsToProve<User>(
  engine: Engine<User>,
  subject: string,
  held: readonly Factor[],
  decision: Decision,
): Provable {
  const own = methodsOfFactors(enabled(held), usableMethods(engine));
  if (own.length === 0) throw barred(engine, subject, 'no_method', null);
  if (!holdsCounted(held, decision)) {
    const uncounted = own.some((method) => method !== 'recovery') && countedToBind(engine, decision).length > 0;
    return { methods: own, uncounted };
  }
  const methods = own.filter((method) => method === 'recovery' || decision.methods.includes(method));
  if (methods.length === 0) throw barred(engine, subject, 'factor_disabled', null);
  return { methods, uncounted: false };
}
