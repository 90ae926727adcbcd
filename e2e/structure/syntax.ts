import { parseSync } from '@swc/core';
import type { Source } from './source.js';

/** A node of the syntax tree, as far as these checks look. */
export interface Node {
  readonly type: string;
  readonly span?: { readonly start: number; readonly end: number };
  readonly [field: string]: unknown;
}

/** A parsed file. */
export interface Syntax {
  /** The statements at the top level. */
  readonly body: readonly Node[];
  /** What stands before a position of the syntax tree. */
  before(position: number): string;
}

/**
 * Parses TypeScript or JavaScript. swc counts positions in bytes, from wherever its last file ended; the statement put
 * in front tells where this one begins.
 */
export function parse({ path, text }: Source): Syntax {
  const options = path.endsWith('x') ? { tsx: true } : {};
  // A program's first line, `#!…`, is only one at the very start; as a comment it is as long.
  const module = parseSync(`;${text.replace(/^#!/, '//')}`, {
    syntax: 'typescript',
    decorators: true,
    target: 'es2022',
    ...options,
  });
  const [start, ...body] = module.body as unknown as readonly Node[];
  const origin = (start?.span?.start ?? 0) + 1;
  const bytes = Buffer.from(text);
  return { body, before: (position) => bytes.subarray(0, position - origin).toString() };
}

/** Whether a value is a node. */
export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';

/** Every node in a value, at any depth. */
export function* nodesIn(value: unknown): Generator<Node> {
  if (isNode(value)) yield value;
  if (typeof value !== 'object' || value === null) return;
  for (const inner of Object.values(value)) yield* nodesIn(inner);
}
