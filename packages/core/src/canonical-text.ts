/**
 * One text for one value, whatever the order in which its properties were written, as RFC 8785 has it for what it allows
 * here: `null`, booleans, finite numbers, strings, lists, and plain objects, whose `undefined` properties are left out.
 * @throws TypeError for anything else: two values that differ must never give one text (R69).
 */
export function canonicalText(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`;
  if (!isPlain(value)) throw new TypeError('Countersign: parameters of an approval must be plain data');
  const members = Object.keys(value)
    .filter((name) => value[name] !== undefined)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonicalText(value[name])}`);
  return `{${members.join(',')}}`;
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // Of another realm, as a test runner's, is the prototype of what was parsed there.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
