import { execFile } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';
import type { Block } from './blocks.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const TSC = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');

/** As strict as a careful host's own configuration: not as strict as ours. */
const COMPILER_OPTIONS = {
  noEmit: true,
  strict: true,
  target: 'es2022',
  lib: ['es2023'],
  module: 'nodenext',
  moduleDetection: 'force',
  types: ['node'],
  experimentalDecorators: true,
  skipLibCheck: true,
  jsx: 'react-jsx',
  jsxImportSource: 'preact',
};

interface Outcome {
  readonly failed: boolean;
  readonly output: string;
}

function node(args: readonly string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: ROOT, timeout: 60_000 }, (error, stdout, stderr) =>
      resolve({ failed: error !== null, output: `${stdout}${stderr}`.trim() }),
    );
  });
}

/** What a host app is given stands on a line of its own; the code begins on the second. */
const text = ({ given, code }: Block): string => `${given}\n${code}`;

const isTyped = ({ language }: Block): boolean => language === 'ts' || language === 'tsx';

/** Code blocks, written as files into a folder that git ignores, to be compiled and run as a host's own. */
export class Samples {
  readonly #folder: string;
  readonly #blocks: ReadonlyMap<string, Block>;

  /** @param name - of the folder, which is emptied first. */
  constructor(name: string, blocks: readonly Block[]) {
    this.#folder = join(ROOT, 'e2e', '.test', 'readme', name);
    this.#blocks = new Map(blocks.filter(isTyped).map((block, index) => [`sample-${index}.${block.language}`, block]));
    rmSync(this.#folder, { recursive: true, force: true });
    mkdirSync(this.#folder, { recursive: true });
    for (const [file, block] of this.#blocks) writeFileSync(join(this.#folder, file), text(block));
  }

  /** Type-checks every block against the built packages; a line for each error, at its place in the Markdown. */
  async compile(): Promise<string[]> {
    if (this.#blocks.size === 0) return [];
    const config = { compilerOptions: COMPILER_OPTIONS, files: [...this.#blocks.keys()] };
    writeFileSync(join(this.#folder, 'tsconfig.json'), JSON.stringify(config));
    const { failed, output } = await node([TSC, '-p', this.#folder, '--pretty', 'false']);
    return failed ? output.split('\n').map((line) => this.#located(line)) : [];
  }

  /** Runs every block marked `run`, compiled, and tells of those that end badly. */
  async run(): Promise<string[]> {
    const marked = [...this.#blocks].filter(([, { marks }]) => marks.includes('run'));
    const problems = marked.map(async ([file, block]) => {
      const { failed, output } = await node([this.#transpiled(file, block)]);
      return failed ? [`${block.path}:${block.line}: ${output}`] : [];
    });
    return (await Promise.all(problems)).flat();
  }

  #transpiled(file: string, block: Block): string {
    const target = join(this.#folder, file.replace(/\.tsx?$/, '.js'));
    const { code } = transformSync(text(block), {
      jsc: {
        target: 'es2022',
        parser: { syntax: 'typescript', decorators: true, tsx: block.language === 'tsx' },
        transform: { legacyDecorator: true, react: { runtime: 'automatic', importSource: 'preact' } },
      },
    });
    writeFileSync(target, code);
    return target;
  }

  #located(line: string): string {
    const [, file = '', row = ''] = /^(.+?)\((\d+),\d+\)/.exec(line) ?? [];
    const block = this.#blocks.get(basename(file));
    return block ? line.replace(/^.+?\)/, `${block.path}:${block.line + Number(row) - 2}`) : line;
  }
}
