import { isUtf8 } from 'node:buffer';
import { type Node, parseTree } from 'jsonc-parser';
import { type ReadBody, refused } from './body-outcome.js';

/** Reads a JSON object in UTF-8 in which no object has a key twice (R18): `JSON.parse` would keep the last one. */
export function parseStrictJson(bytes: Buffer): ReadBody {
  const text = decode(bytes);
  const value = text === undefined ? undefined : parse(text);
  if (text === undefined || value === undefined) return refused('body: is not valid JSON');
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return refused('body: must be an object');
  const twice = isPlain(text, value) ? undefined : duplicate(parseTree(text));
  return twice === undefined ? { status: 'read', value: value as Record<string, unknown> } : refused(twice);
}

/** Whether a text is just what JSON makes of its value, as clients send it: that has no key twice, at a tenth of a parser's cost. */
function isPlain(text: string, value: unknown): boolean {
  return JSON.stringify(value) === text;
}

function decode(bytes: Buffer): string | undefined {
  return isUtf8(bytes) ? bytes.toString('utf8') : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function duplicate(node: Node | undefined): string | undefined {
  const keys = new Set<unknown>();
  for (const child of node?.children ?? []) {
    const key = child.type === 'property' ? child.children?.[0]?.value : undefined;
    if (key !== undefined && keys.has(key)) return 'body: holds a key twice';
    keys.add(key);
    const below = duplicate(child);
    if (below) return below;
  }
  return undefined;
}
