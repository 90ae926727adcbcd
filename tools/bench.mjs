// Countersign beside other second steps: `npm run bench`, or `npm run bench -- --quick` for a minute of it.
import { join } from 'node:path';
import { requireSupportedNode } from './node-version.mjs';

requireSupportedNode();
const { build } = await import('./build.mjs');
const { install } = await import('./install.mjs');
const { ROOT, run } = await import('./run.mjs');

const BENCH = join(ROOT, 'bench');

function fail(message) {
  console.error(message);
  process.exit(1);
}

if (!install() || !install(BENCH)) process.exit(1);
if (!build().ok || !build(BENCH).ok) fail('The build failed: see the lines above.');
if (!run(process.execPath, [join(BENCH, 'dist', 'main.js'), ...process.argv.slice(2)]).ok) process.exit(1);
