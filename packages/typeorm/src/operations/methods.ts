import type { Method } from '@countersign/core';

/** How each kind of factor in the table proves the second step. */
const METHOD_OF_KIND: Readonly<Record<string, Method>> = { phone: 'sms' };

/** The methods of these kinds. A kind written by a newer version is no method of this one, and is left out. */
export function methodsOf(kinds: readonly string[]): readonly Method[] {
  const methods = kinds.flatMap((kind) =>
    Object.hasOwn(METHOD_OF_KIND, kind) ? [METHOD_OF_KIND[kind] as Method] : [],
  );
  return [...new Set(methods)];
}
