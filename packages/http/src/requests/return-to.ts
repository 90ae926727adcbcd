const LONGEST = 512;
/** Backslashes and controls: browsers read some of them as slashes, or skip them. */
const UNSAFE = /[\\\p{Cc}]/u;

/**
 * A place of this site to open afterwards, or `null`: one leading slash, nothing that a browser could take for another
 * origin (R81).
 */
export function safeReturnTo(text: unknown, publicOrigin: string): string | null {
  if (typeof text !== 'string' || text.length > LONGEST || UNSAFE.test(text)) return null;
  if (!text.startsWith('/') || text.startsWith('//') || !URL.canParse(text, publicOrigin)) return null;
  const { origin, pathname, search, hash } = new URL(text, publicOrigin);
  // Dots are gone now: `/..//evil.example` has become `//evil.example`, which names another origin.
  return origin === publicOrigin && !pathname.startsWith('//') ? pathname + search + hash : null;
}
