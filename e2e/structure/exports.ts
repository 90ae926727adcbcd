import type { Source } from './source.js';
import { isNode, type Node, parse, type Syntax } from './syntax.js';

const nodes = (value: unknown): Node[] => (Array.isArray(value) ? value.filter(isNode) : []);

const nameOf = (value: unknown): string => (isNode(value) && typeof value.value === 'string' ? value.value : '?');

/** The names that a declaration gives: one, or for `const a = 1, b = 2` several. */
function namesOf(declaration: Node): string[] {
  const { id, identifier } = declaration;
  const several = nodes(declaration.declarations).map((each) => nameOf(each.id));
  return several.length > 0 ? several : [nameOf(identifier ?? id)];
}

/** Where a declaration begins: at its first decorator, if it has one. */
function startOf(statement: Node, declaration: Node): number {
  const starts = [statement, declaration, ...nodes(declaration.decorators)].map((node) => node.span?.start ?? 0);
  return Math.min(...starts);
}

function isDocumented(before: string): boolean {
  const text = before.trimEnd();
  return text.endsWith('*/') && text.slice(text.lastIndexOf('/*')).startsWith('/**');
}

interface Declared {
  readonly name: string;
  readonly exported: boolean;
  readonly documented: boolean;
}

const DECLARATIONS = /^(Class|Function|Variable|Ts\w+)Declaration$/;

function declaredBy(statement: Node, syntax: Syntax): Declared[] {
  const inner = statement.declaration ?? statement.decl;
  const declaration = isNode(inner) ? inner : statement;
  const exported = /^ExportD/.test(statement.type);
  if (!exported && !DECLARATIONS.test(statement.type)) return [];
  const documented = isDocumented(syntax.before(startOf(statement, declaration)));
  return namesOf(declaration).map((name) => ({ name, exported, documented }));
}

/** The names in `export { … }` without `from`: exported, but declared elsewhere in the file. */
function exportedByName(statement: Node): string[] {
  if (statement.type !== 'ExportNamedDeclaration' || isNode(statement.source)) return [];
  return nodes(statement.specifiers).map((specifier) => nameOf(specifier.orig));
}

/** The exported names of a file that no TSDoc comment stands before. Of overloads, one needs it. */
export function undocumented(source: Source): string[] {
  const syntax = parse(source);
  const declared = syntax.body.flatMap((statement) => declaredBy(statement, syntax));
  const exported = declared.filter((each) => each.exported).map((each) => each.name);
  const names = new Set([...exported, ...syntax.body.flatMap(exportedByName)]);
  const documented = new Set(declared.filter((each) => each.documented).map((each) => each.name));
  return [...names].filter((name) => !documented.has(name));
}

/** Whether a file has an `export * from`. */
export function exportsAll(source: Source): boolean {
  return parse(source).body.some((statement) => statement.type === 'ExportAllDeclaration');
}
