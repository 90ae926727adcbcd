import { importsOf, packageOf } from '../structure/imports.js';
import type { Source } from '../structure/source.js';
import type { PublishedManifest } from './published.js';

/** The package of DefinitelyTyped for a package that has no types of its own. */
const typesFor = (name: string): string => `@types/${name.replace('@', '').replace('/', '__')}`;

/** Why a host that compiles may not find a package that our declarations name; null when it does. */
function problemOf(name: string, manifest: PublishedManifest): string | null {
  const { dependencies = {}, peerDependencies = {}, peerDependenciesMeta = {}, devDependencies = {} } = manifest;
  // Whoever compiles for Node has Node's own types, at the version of their Node.
  if (name.startsWith('node:') || name === manifest.name) return null;
  const types = typesFor(name);
  if (types in devDependencies && !(types in dependencies)) return `${types} is for development only`;
  if (peerDependenciesMeta[name]?.optional) return 'is an optional peer';
  return name in dependencies || name in peerDependencies ? null : 'is not declared';
}

/** What a package's declarations need and an installation of it does not bring. */
export function declarationProblems(manifest: PublishedManifest, files: readonly Source[]): string[] {
  return files
    .filter(({ path }) => path.startsWith('dist/') && path.endsWith('.d.ts'))
    .flatMap((file) =>
      importsOf(file).flatMap(({ from }) => {
        const name = packageOf(from);
        const problem = name === null ? null : problemOf(name, manifest);
        return problem === null ? [] : [`${file.path}: '${from}': ${problem}`];
      }),
    );
}
