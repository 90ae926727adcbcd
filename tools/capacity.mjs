// What Countersign costs, and how far that goes: `npm run capacity`, or `npm run capacity -- --quick` for a minute of it.
import { join } from 'node:path';
import { requireSupportedNode } from './node-version.mjs';

requireSupportedNode();
const { build } = await import('./build.mjs');
const { install } = await import('./install.mjs');
const { ensurePrograms } = await import('./programs.mjs');
const { ROOT, run } = await import('./run.mjs');

const CAPACITY = join(ROOT, 'capacity');

if (!install() || !ensurePrograms() || !build(CAPACITY).ok) process.exit(1);
if (!run(process.execPath, [join(CAPACITY, 'dist', 'main.js'), ...process.argv.slice(2)]).ok) process.exit(1);
