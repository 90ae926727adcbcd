import { posix } from 'node:path';
import { importsOf } from './imports.js';
import type { Source } from './source.js';

/** The files that a file imports by a relative path and that are still there after compiling. */
function neighbours(source: Source, byPath: ReadonlyMap<string, Source>): string[] {
  return importsOf(source)
    .filter(({ from, typeOnly }) => from.startsWith('.') && !typeOnly)
    .map(({ from }) => posix.join(posix.dirname(source.path), from).replace(/\.js$/, ''))
    .flatMap((path) => [`${path}.ts`, `${path}.tsx`].filter((each) => byPath.has(each)));
}

/** Files that import themselves in the end, each ring once, as `a → b → a`. */
export function cycleProblems(sources: readonly Source[]): string[] {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  const edges = new Map(sources.map((source) => [source.path, neighbours(source, byPath)]));
  const done = new Set<string>();
  const rings: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path)) rings.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
    if (done.has(path)) return;
    done.add(path);
    for (const next of edges.get(path) ?? []) visit(next, [...trail, path]);
  };
  for (const { path } of sources) visit(path, []);
  return rings;
}
