import { createHash } from 'node:crypto';

/** A Lua script and the command that it is registered as. */
export interface Script {
  /** As `countersign:verify:1f0c2a9b`. */
  readonly name: string;
  readonly lua: string;
}

/**
 * Puts a script together. Its version is the start of the SHA-256 of its text: the command is written onto a client that
 * may be the host's, where another version of this package may have written its own.
 * @param operation - the store's method.
 * @param parts - Lua, in order.
 */
export function script(operation: string, ...parts: readonly string[]): Script {
  const lua = parts.map((part) => part.trim()).join('\n\n');
  const version = createHash('sha256').update(lua).digest('hex').slice(0, 8);
  return { name: `countersign:${operation}:${version}`, lua };
}
