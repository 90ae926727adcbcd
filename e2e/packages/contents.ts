import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix, sep } from 'node:path';
import type { Source } from '../structure/source.js';
import { mapProblems } from './maps.js';
import type { PublishedManifest } from './published.js';

/** All files of an unpacked package, their paths from its folder. */
export function filesIn(folder: string): Source[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(folder, path)).isFile())
    .map((path) => ({ path: path.split(sep).join('/'), text: readFileSync(join(folder, path), 'utf8') }));
}

/** What only the tests of a package use, or the next build. */
const NOT_FOR_USERS = /\.(spec|fixture)\.|(^|\/)spec\/|\.tsbuildinfo$|(^|\/)\.test\//;

/** The targets of `exports`, also under the condition by which this workspace reads sources instead of builds. */
const targetsOf = ({ exports = {} }: PublishedManifest): string[] =>
  Object.values(exports).flatMap((target) => (typeof target === 'string' ? [target] : Object.values(target)));

/** The file that a source is compiled to. */
const compiled = (path: string): string => path.replace(/^src\//, 'dist/').replace(/\.tsx?$/, '.js');

/** What is wrong with the files of an unpacked package, a line each. */
export function contentProblems(manifest: PublishedManifest, files: readonly Source[], license: string): string[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const isThere = (path: string): boolean => byPath.has(posix.normalize(path));
  const paths = [...byPath.keys()];
  const sources = paths.filter((path) => path.startsWith('src/') && !NOT_FOR_USERS.test(path));
  return [
    ...targetsOf(manifest).flatMap((path) => (isThere(path) ? [] : [`exports names ${path}, which is not packed`])),
    ...paths.filter((path) => NOT_FOR_USERS.test(path)).map((path) => `${path} is packed`),
    ...sources.flatMap((path) => (isThere(compiled(path)) ? [] : [`${path} is packed without what it compiles to`])),
    ...(isThere('README.md') ? [] : ['README.md is missing']),
    ...(byPath.get('LICENSE')?.text === license ? [] : ['LICENSE is not the one of the root']),
    ...files.flatMap((file) => mapProblems(file, isThere)),
  ];
}
