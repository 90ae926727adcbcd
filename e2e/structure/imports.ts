import type { Source } from './source.js';
import { isNode, type Node, nodesIn, parse } from './syntax.js';

/** That a file names another module. */
export interface Import {
  readonly from: string;
  /** Gone after compiling: `import type`, `export type … from` or `import('…').Type`. */
  readonly typeOnly: boolean;
}

const literal = (value: unknown): string | null =>
  isNode(value) && typeof value.value === 'string' ? value.value : null;

/** The module that a call such as `import('x')`, `require('x')` or `import.meta.resolve('x')` names. */
function called({ callee, arguments: args }: Node): string | null {
  const first = Array.isArray(args) ? literal(args[0]?.expression) : null;
  const isImport = isNode(callee) && callee.type === 'Import';
  const isRequire = isNode(callee) && callee.value === 'require';
  const isResolve = isNode(callee) && isNode(callee.property) && callee.property.value === 'resolve';
  const ofMeta = isResolve && isNode(callee.object) && callee.object.type === 'MetaProperty';
  return isImport || isRequire || ofMeta ? first : null;
}

function importOf(node: Node): Import | null {
  const typeOnly = node.typeOnly === true || node.isTypeOnly === true || node.type === 'TsImportType';
  const from: Record<string, () => string | null> = {
    ImportDeclaration: () => literal(node.source),
    ExportNamedDeclaration: () => literal(node.source),
    ExportAllDeclaration: () => literal(node.source),
    TsImportType: () => literal(node.argument),
    TsExternalModuleReference: () => literal(node.expression),
    CallExpression: () => called(node),
  };
  const name = from[node.type]?.() ?? null;
  return name === null ? null : { from: name, typeOnly };
}

/** What JSX compiles to imports this without saying so. */
const JSX: Import = { from: 'preact/jsx-runtime', typeOnly: false };

/** Every module that a file names, however it names it. */
export function importsOf(source: Source): Import[] {
  const named = [...nodesIn(parse(source).body)].map(importOf).filter((found) => found !== null);
  return source.path.endsWith('.tsx') ? [...named, JSX] : named;
}

/** The package that an import is served by; null for a relative path. */
export function packageOf(from: string): string | null {
  if (from.startsWith('.') || from.startsWith('/')) return null;
  if (from.startsWith('node:')) return from;
  return from
    .split('/')
    .slice(0, from.startsWith('@') ? 2 : 1)
    .join('/');
}
