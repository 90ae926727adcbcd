import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { npmInstall } from './npm.js';
import { ROOT } from './root.js';
import { run } from './run.js';

const PROGRAMS = fileURLToPath(new URL('programs', import.meta.url));

const TSC = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');

/** As strict as a host's own configuration can be, declarations of packages included. */
const COMPILER_OPTIONS = {
  noEmit: true,
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noPropertyAccessFromIndexSignature: true,
  skipLibCheck: false,
  target: 'es2022',
  lib: ['es2023'],
  module: 'nodenext',
  types: ['node'],
  experimentalDecorators: true,
  emitDecoratorMetadata: true,
};

/** The `type` of a host's package.json. */
export type HostType = 'module' | 'commonjs';

/** A host's project in a folder of its own, outside the workspace, with nothing but what npm installs there. */
export class Consumer implements Disposable {
  /** Its folder. The projects of either type are in it, and use its packages. */
  readonly folder = mkdtempSync(join(tmpdir(), 'countersign-consumer-'));

  constructor() {
    writeFileSync(join(this.folder, 'package.json'), '{ "private": true }\n');
    for (const type of ['module', 'commonjs'] as const) this.#addProject(type);
  }

  /** @throws Error with what npm says. */
  install(specs: readonly string[]): Promise<void> {
    return npmInstall(specs, this.folder);
  }

  /** Where an installed package is. */
  packageFolder(name: string): string {
    return join(this.folder, 'node_modules', name);
  }

  /** Compiles a program that uses the packages, and one that imports every entry; a line for each error. */
  async compile(type: HostType, entries: readonly string[]): Promise<string[]> {
    const imports = entries.map((entry, index) => `export * as entry${index} from '${entry}';\n`);
    writeFileSync(join(this.folder, type, 'entries.ts'), imports.join(''));
    const config = { compilerOptions: COMPILER_OPTIONS, files: ['entries.ts', 'usage.ts'] };
    writeFileSync(join(this.folder, type, 'tsconfig.json'), JSON.stringify(config));
    const { ok, output } = await run(process.execPath, [TSC, '-p', type, '--pretty', 'false'], this.folder);
    return ok ? [] : output.split('\n');
  }

  /** Runs one of the programs on a Node and gives what it prints, read as JSON. @throws Error with all of its output */
  async run(node: string, type: HostType, program: string, args: readonly string[] = []): Promise<unknown> {
    const { ok, stdout, output } = await run(node, [program, ...args], join(this.folder, type));
    if (!ok) throw new Error(`${program} failed:\n${output}`);
    return JSON.parse(stdout);
  }

  /** Starts the program of a package, by the link that npm makes for it, and gives what it prints. @throws Error */
  async start(node: string, program: string, args: readonly string[]): Promise<string> {
    const { ok, stdout, output } = await run(
      node,
      [join(this.folder, 'node_modules', '.bin', program), ...args],
      this.folder,
    );
    if (!ok) throw new Error(`${program} failed:\n${output}`);
    return stdout;
  }

  /** Deletes the folder. */
  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  #addProject(type: HostType): void {
    mkdirSync(join(this.folder, type));
    writeFileSync(join(this.folder, type, 'package.json'), JSON.stringify({ private: true, type }));
    cpSync(PROGRAMS, join(this.folder, type), { recursive: true });
  }
}

/** The version of a package that this workspace has, as npm is asked for it: then its cache has it too. */
export function sameAsHere(name: string): string {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'node_modules', name, 'package.json'), 'utf8'));
  return `${name}@${version}`;
}
