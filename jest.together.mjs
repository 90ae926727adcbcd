import { readdirSync } from 'node:fs';
import { basename, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe } from '@jest/globals';

const SPEC = /\.spec\.tsx?$/;

/** Jest’s record of the describe blocks of a test file. No interface leads to it, and the modules of the file can see it. */
function blocks() {
  const name = Object.getOwnPropertySymbols(globalThis).find(({ description }) => description === 'JEST_STATE_SYMBOL');
  if (name === undefined) throw new Error('Jest keeps its describe blocks elsewhere: the specs cannot run together.');
  return globalThis[name];
}

/**
 * Imports a spec as if it stood in a describe block: its hooks are for its own tests alone.
 * @param {string} name - of the block.
 * @param {string} file - the path of the spec.
 */
export async function tell(name, file) {
  const state = blocks();
  const outside = state.currentDescribeBlock;
  let inside = outside;
  describe(name, () => {
    inside = state.currentDescribeBlock;
  });
  state.currentDescribeBlock = inside;
  await import(file);
  state.currentDescribeBlock = outside;
}

/** The specs that `together.<start>.mjs` keeps apart, by the start of their paths; none for `together.mjs`. */
const startOf = (file) => /^together\.(.+)\.mjs$/.exec(file)?.[1];

/**
 * Runs the specs of a package as one test file. To load and link their modules, frameworks and SDKs among them, takes
 * longer than most specs do: so it is done once for all, and not for each.
 * @param {string} url - of `together.mjs`, for every spec in the `src` beside it; or of `together.<start>.mjs`, for those
 * whose path from there has this start, which `together.mjs` then leaves out: a spec is in exactly one of them.
 */
export async function together(url) {
  const folder = fileURLToPath(new URL('.', url));
  const apart = readdirSync(folder).flatMap((file) => startOf(file) ?? []);
  const paths = readdirSync(join(folder, 'src'), { recursive: true, encoding: 'utf8' });
  const specs = paths.filter((path) => SPEC.test(path)).map((path) => path.replaceAll(sep, '/'));
  const here = startOf(basename(fileURLToPath(url)));
  for (const spec of specs.sort()) {
    const start = apart.find((each) => spec.startsWith(each));
    if (start === here) await tell(spec, join(folder, 'src', spec));
  }
}
