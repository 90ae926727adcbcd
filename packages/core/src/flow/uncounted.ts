import { type Factor, isSecondStep } from '../ports/factor.js';
import type { PendingSignIn } from '../ports/pending-sign-in.js';
import type { Method } from '../purpose.js';
import type { Decision } from './decide.js';
import type { Engine } from './engine.js';
import { kindOf } from './factors.js';
import { countedToBind } from './methods.js';
import type { Proof } from './proof.js';

/**
 * Whether the policy counts any of these factors. One that is disabled is held too: else a hundred wrong answers to a strong
 * factor (R14) would open the way round it by a weak one.
 */
export function holdsCounted(factors: readonly Factor[], { methods }: Pick<Decision, 'methods'>): boolean {
  const counted = methods.map(kindOf);
  return factors.some(({ kind }) => isSecondStep(kind) && counted.includes(kind));
}

/**
 * What must be bound first by whom an answer has proved whose factor the policy does not count: what it counts instead, or
 * `'refused'`. `undefined` where the answer counts. Only a sign-in that was opened so leads on, as long as its subject holds
 * nothing better: who tightens the policy in the middle of one ends it (R46), and no weak factor is a way round a strong one.
 */
export async function bindsFirst<User>(
  engine: Engine<User>,
  { subject, uncounted, after }: PendingSignIn,
  decision: Decision,
  { method }: Proof,
): Promise<readonly Method[] | 'refused' | undefined> {
  const isCounted = decision.methods.includes(method);
  if (isCounted && after !== 'uncounted') return undefined;
  if (!isCounted && !uncounted) return 'refused';
  if (holdsCounted(await engine.options.factors.factors(subject), decision)) return 'refused';
  if (isCounted) return undefined;
  const methods = countedToBind(engine, decision);
  return methods.length > 0 ? methods : 'refused';
}
