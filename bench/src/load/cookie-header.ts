/** The `Cookie` header of a browser that was given these `Set-Cookie` lines, the last one of a name in force. */
export function cookieHeader(lines: readonly string[], before = ''): string {
  const pairs = [...before.split('; ').filter(Boolean), ...lines.map((line) => line.split(';', 1)[0] ?? '')];
  const jar = new Map(pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair]));
  // An empty value takes a cookie back.
  return [...jar.values()].filter((pair) => !pair.endsWith('=')).join('; ');
}
