/** Puts what a `Set-Cookie` line says into a jar: a cookie's value by its name, or its removal. */
export function applySetCookie(jar: Map<string, string>, line: string, now = Date.now()): void {
  const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
  const at = pair.indexOf('=');
  if (at < 1) return;
  const name = pair.slice(0, at);
  if (isRemoval(attributes, now)) jar.delete(name);
  else jar.set(name, pair.slice(at + 1));
}

/** The `Cookie` header of a jar; undefined when the jar is empty. */
export function cookieHeader(jar: ReadonlyMap<string, string>): string | undefined {
  if (jar.size === 0) return undefined;
  return [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
}

function isRemoval(attributes: readonly string[], now: number): boolean {
  const value = (name: string) =>
    attributes.find((attribute) => attribute.toLowerCase().startsWith(`${name}=`))?.slice(name.length + 1);
  const maxAge = value('max-age');
  // Max-Age wins over Expires (RFC 6265 section 5.3).
  if (maxAge !== undefined) return Number(maxAge) <= 0;
  const expires = value('expires');
  return expires !== undefined && Date.parse(expires) <= now;
}
