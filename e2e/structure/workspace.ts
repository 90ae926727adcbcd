import { isCode, type Source } from './source.js';

/** What is read of a package.json. */
export interface Manifest {
  readonly name: string;
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** One package under packages/. */
export interface Package {
  /** Its folder's name, such as `core`. */
  readonly id: string;
  readonly folder: string;
  readonly manifest: Manifest;
  /** The packages that its tsconfig.json refers to, by id. */
  readonly references: readonly string[];
  /** What the build compiles, and so what is published. */
  readonly sources: readonly Source[];
  /** What it leaves out: specs, and what only they use. */
  readonly specs: readonly Source[];
}

function json<Shape>(files: readonly Source[], path: string): Shape {
  const file = files.find((each) => each.path === path);
  if (!file) throw new Error(`${path} is missing`);
  return JSON.parse(file.text) as Shape;
}

interface TsConfig {
  readonly references?: readonly { readonly path: string }[];
  readonly exclude?: readonly string[];
}

/** The folders that a tsconfig.json refers to, as they stand there. */
export function referencesOf(files: readonly Source[], path: string): string[] {
  return (json<TsConfig>(files, path).references ?? []).map((reference) => reference.path);
}

/** What a pattern of `exclude` matches: a folder stands for all that is in it. */
function toRegExp(pattern: string): RegExp {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  const source = escaped.replaceAll('**/', '(?:.*/)?').replace(/(?<![.)])\*/g, '[^/]*');
  return new RegExp(`^${source}(/|$)`);
}

function packageIn(files: readonly Source[], id: string): Package {
  const folder = `packages/${id}`;
  const code = files.filter((file) => file.path.startsWith(`${folder}/src/`) && isCode(file.path));
  const excluded = (json<TsConfig>(files, `${folder}/tsconfig.json`).exclude ?? []).map(toRegExp);
  const isSpec = ({ path }: Source) => excluded.some((pattern) => pattern.test(path.slice(folder.length + 1)));
  return {
    id,
    folder,
    manifest: json(files, `${folder}/package.json`),
    references: referencesOf(files, `${folder}/tsconfig.json`).map((path) => path.replace('../', '')),
    sources: code.filter((file) => !isSpec(file)),
    specs: code.filter(isSpec),
  };
}

/** The packages among a project's files. */
export function packagesIn(files: readonly Source[]): Package[] {
  const ids = files.map((file) => /^packages\/([^/]+)\/package\.json$/.exec(file.path)?.[1]);
  return ids.filter((id) => id !== undefined).map((id) => packageIn(files, id));
}
