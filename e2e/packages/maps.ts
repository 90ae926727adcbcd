import { posix } from 'node:path';
import type { Source } from '../structure/source.js';

type IsThere = (path: string) => boolean;

const MAP_COMMENT = /^\/\/# sourceMappingURL=(\S+)\s*$/m;

/** Whether the build made a file of a source: JavaScript, or declarations. */
const isBuilt = (path: string): boolean => /^dist\/.*\.(js|d\.ts)$/.test(path);

const besides = (path: string, name: string): string => posix.join(posix.dirname(path), name);

/** A file of the build without a map. */
function withoutMap({ path, text }: Source, isThere: IsThere): string[] {
  if (!isBuilt(path)) return [];
  const name = MAP_COMMENT.exec(text)?.[1];
  if (name === undefined) return [`${path} names no map`];
  return isThere(besides(path, name)) ? [] : [`${path} names the map ${name}, which is not packed`];
}

/** A map without its sources: a debugger or an editor would lead nowhere. */
function withoutSources({ path, text }: Source, isThere: IsThere): string[] {
  if (!path.endsWith('.map')) return [];
  const { sources } = JSON.parse(text) as { sources: string[] };
  return sources
    .map((source) => besides(path, source))
    .filter((source) => !isThere(source))
    .map((source) => `${path} is of ${source}, which is not packed (a leftover? delete dist/ and build)`);
}

/** What is wrong with source maps and declaration maps, where a file of a package has to do with one. */
export function mapProblems(file: Source, isThere: IsThere): string[] {
  return [...withoutMap(file, isThere), ...withoutSources(file, isThere)];
}
