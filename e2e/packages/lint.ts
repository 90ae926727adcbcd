import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { ROOT } from './root.js';
import { run } from './run.js';

/** What publint has to say of a tarball, suggestions included. */
export async function publintProblems(tarball: string): Promise<string[]> {
  const bytes = new Uint8Array(readFileSync(tarball));
  const { messages, pkg } = await publint({ pack: { tarball: bytes.buffer }, level: 'suggestion', strict: true });
  return messages.map((message) => formatMessage(message, pkg, { color: false }) ?? message.code);
}

const ATTW = join(ROOT, 'node_modules', '@arethetypeswrong', 'cli', 'dist', 'index.js');

const OPTIONS = [
  // Resolution as Node 10 had it knows no `exports`; nothing that we run on resolves so.
  ...['--profile', 'node16'],
  // CommonJS hosts load us through Node's require(esm), which every Node that we run on has.
  ...['--ignore-rules', 'cjs-resolves-to-esm'],
  ...['--no-color', '--no-emoji'],
];

/** What attw finds wrong with the types of a tarball; empty when nothing is. */
export async function typesProblems(tarball: string, folder: string): Promise<string> {
  const { ok, output } = await run(process.execPath, [ATTW, tarball, ...OPTIONS], folder);
  // For a package without any types attw says so, and ends well.
  return ok && !output.includes('does not contain types') ? '' : output;
}
