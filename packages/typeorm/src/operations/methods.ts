import { type FactorKind, isSecondStep, METHOD_OF_KIND, type Method } from '@countersign/core';

/** The kinds that this version knows. One written by a newer version is left out. */
export const KINDS: readonly string[] = [...Object.keys(METHOD_OF_KIND), 'bypass'];

/** Those of them that are a second step. */
export const SECOND_STEPS: readonly string[] = KINDS.filter((kind) => isSecondStep(kind as FactorKind));

/** The methods of these kinds. */
export function methodsOf(kinds: readonly string[]): readonly Method[] {
  const known = Object.entries<Method>(METHOD_OF_KIND).filter(([kind]) => kinds.includes(kind));
  return known.map(([, method]) => method);
}
