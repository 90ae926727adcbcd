import { METHOD_OF_KIND, type Method } from '@countersign/core';

/** The kinds that this version knows. One written by a newer version is left out. */
export const KINDS: readonly string[] = Object.keys(METHOD_OF_KIND);

/** The methods of these kinds. */
export function methodsOf(kinds: readonly string[]): readonly Method[] {
  const known = Object.entries<Method>(METHOD_OF_KIND).filter(([kind]) => kinds.includes(kind));
  return known.map(([, method]) => method);
}
