import { posix } from 'node:path';
import { type Import, importsOf, packageOf } from './imports.js';
import type { Source } from './source.js';
import type { Manifest, Package } from './workspace.js';

const SCOPE = '@countersign/';

/** Which packages of ours a package may import. Adapters never import each other. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  core: [],
  redis: ['core'],
  twilio: ['core'],
  typeorm: ['core'],
  mail: ['core'],
  opentelemetry: ['core'],
  http: ['core'],
  passport: ['core', 'http'],
  // Nest loads redis for a host that gives the option `redis`, and never otherwise: an optional peer.
  nest: ['core', 'http', 'passport', 'redis'],
  express: ['core', 'http', 'passport'],
  koa: ['core', 'http', 'passport'],
  // Looks at what all of these use, from outside of any host.
  cli: ['core', 'redis', 'twilio', 'typeorm'],
};

/** Of Node's own modules, those that core has no business with: it does no I/O. */
const IO = /^node:(fs|net|tls|http|https|http2|dns|dgram|child_process|cluster|worker_threads|readline)(\/|$)/;

/** What core leaves to others: numbering plans, codes of authenticator apps, signatures of passkeys. */
const CORE_LIBRARIES = ['libphonenumber-js', 'otplib', '@simplewebauthn/server'];

const isCoreAllowed = (name: string): boolean =>
  CORE_LIBRARIES.includes(name) || (name.startsWith('node:') && !IO.test(name));

/** The id of one of our packages; null for anybody else's. */
const oursOf = (name: string): string | null => (name.startsWith(SCOPE) ? name.slice(SCOPE.length) : null);

function escapes(pkg: Package, source: Source, from: string): boolean {
  const target = posix.join(posix.dirname(source.path), from);
  return (
    packageOf(from) === null && !target.startsWith(`${pkg.folder}/src/`) && target !== `${pkg.folder}/package.json`
  );
}

function isDeclared(manifest: Manifest, name: string, typeOnly: boolean): boolean {
  if (name.startsWith('node:')) return true;
  const { dependencies = {}, peerDependencies = {}, devDependencies = {} } = manifest;
  if (name in dependencies || name in peerDependencies) return true;
  const types = `@types/${name.replace('@', '').replace('/', '__')}`;
  return typeOnly && (name in devDependencies || types in devDependencies);
}

function problemOf(pkg: Package, source: Source, { from, typeOnly }: Import): string | null {
  if (escapes(pkg, source, from)) return 'leaves its package';
  const name = packageOf(from);
  if (name === null) return null;
  const ours = oursOf(name);
  if (ours !== null && !MAY_IMPORT[pkg.id]?.includes(ours)) return `${pkg.id} may not import it`;
  if (from.startsWith(`${SCOPE}core/testing`)) return 'is for tests only';
  if (pkg.id === 'core' && !isCoreAllowed(name)) return 'core imports no framework and does no I/O';
  return isDeclared(pkg.manifest, name, typeOnly) ? null : `is not declared by ${pkg.folder}`;
}

/** What is wrong with the imports of a package's sources, a line each. */
export function directionProblems(pkg: Package): string[] {
  if (!MAY_IMPORT[pkg.id]) return [`${pkg.folder}: nobody has said what it may import`];
  return pkg.sources.flatMap((source) =>
    importsOf(source).flatMap((each) => {
      const problem = problemOf(pkg, source, each);
      return problem === null ? [] : [`${source.path}: '${each.from}' ${problem}`];
    }),
  );
}

/** What is wrong with the imports of a package's specs. Those may use support, and whatever of ours is declared. */
export function specImportProblems(pkg: Package): string[] {
  const { dependencies = {}, peerDependencies = {}, devDependencies = {} } = pkg.manifest;
  const declared = { ...dependencies, ...peerDependencies, ...devDependencies };
  const isWrong = (source: Source, from: string): boolean => {
    const name = packageOf(from) ?? '';
    const ours = oursOf(name);
    const isDemo = ours === 'management-interface' || ours === 'e2e';
    const isSelf = name === pkg.manifest.name;
    return escapes(pkg, source, from) || isDemo || (ours !== null && !isSelf && !(name in declared));
  };
  return pkg.specs.flatMap((source) =>
    importsOf(source)
      .filter(({ from }) => isWrong(source, from))
      .map(({ from }) => `${source.path}: '${from}'`),
  );
}

/** Whether the project references of tsconfig.json are the dependencies of package.json, and what is wrong if not. */
export function referenceProblems({ id, manifest, references }: Package): string[] {
  const names = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
  const ours = names.map(oursOf).filter((name) => name !== null);
  return [
    ...ours.filter((name) => !references.includes(name)).map((name) => `${id} depends on ${name} without a reference`),
    ...references
      .filter((name) => !ours.includes(name))
      .map((name) => `${id} refers to ${name} without depending on it`),
  ];
}
