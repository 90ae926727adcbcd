import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { requireSupportedNode } from './node-version.mjs';

requireSupportedNode();
const { build } = await import('./build.mjs');
const { install } = await import('./install.mjs');
const { ROOT } = await import('./run.mjs');

/** The demo, or, as in `node tools/start.mjs hosts koa`, one of the small hosts. */
const [first, ...rest] = process.argv.slice(2);
const APP = join('e2e', first === 'hosts' ? 'hosts' : 'management-interface');
const ARGS = first === 'hosts' ? rest : process.argv.slice(2);

/** npm passes a signal on to the shell between us, which dies of it and tells nobody: then our parent is another. */
const parent = process.ppid;
const isAbandoned = () => process.env.npm_lifecycle_event !== undefined && process.ppid !== parent;

function fail(message) {
  console.error(message);
  process.exit(1);
}

function runApp() {
  const args = [join(APP, 'dist', 'main.js'), ...ARGS];
  const app = spawn(process.execPath, args, { cwd: ROOT, stdio: 'inherit' });
  // A terminal sends Ctrl-C to the app as well as to us: then we only wait for it.
  process.on('SIGINT', () => process.stdin.isTTY || app.kill('SIGINT'));
  process.on('SIGTERM', () => app.kill('SIGTERM'));
  process.on('SIGHUP', () => app.kill('SIGHUP'));
  setInterval(() => isAbandoned() && app.kill('SIGTERM'), 500);
  app.on('error', (error) => fail(`The app could not be started: ${error.message}`));
  app.on('exit', (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : code));
}

if (!install()) process.exit(1);
if (!build(APP).ok) fail('The build failed: see the lines above.');
if (!isAbandoned()) runApp();
