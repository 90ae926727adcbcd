import { type Dirent, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** A file of the project: its path from the root, with slashes, and what is in it. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

const GENERATED = new Set(['node_modules', 'dist', '.data', '.nx', '.test', '.git']);

/** What git ignores and editors leave behind is no part of the project. */
const isOurs = (entry: Dirent): boolean =>
  !GENERATED.has(entry.name) && !/^\.DS_Store$|\.tsbuildinfo$/.test(entry.name);

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(isOurs)
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return walk(path);
      return entry.isFile() ? [path] : [];
    });
}

/** All files of the project below a root, generated ones left out. */
export function readSources(root: string): Source[] {
  return walk(root).map((path) => ({
    path: relative(root, path).split(sep).join('/'),
    text: readFileSync(path, 'utf8'),
  }));
}

/** Whether a path is TypeScript or JavaScript. */
export const isCode = (path: string): boolean => /\.(ts|tsx|mjs|js)$/.test(path);

/** Whether a path holds tests rather than what is tested. */
export const isSpec = (path: string): boolean => /\.(spec|e2e-spec)\.tsx?$/.test(path);
