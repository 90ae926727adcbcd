import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { requireSupportedNode } from './node-version.mjs';

requireSupportedNode();
const { build } = await import('./build.mjs');
const { install } = await import('./install.mjs');
const { ROOT } = await import('./run.mjs');

const APP = 'e2e/management-interface';

if (!install()) process.exit(1);
if (!build(APP).ok) {
  console.error('The build failed: see the lines above.');
  process.exit(1);
}

const app = spawn(process.execPath, [join(APP, 'dist', 'main.js'), ...process.argv.slice(2)], {
  cwd: ROOT,
  stdio: 'inherit',
});

// A terminal sends Ctrl-C to the app as well as to us: then we only wait for it.
process.on('SIGINT', () => {
  if (!process.stdin.isTTY) app.kill('SIGINT');
});
process.on('SIGTERM', () => app.kill('SIGTERM'));
process.on('SIGHUP', () => app.kill('SIGHUP'));

app.on('error', (error) => {
  console.error(`The app could not be started: ${error.message}`);
  process.exit(1);
});
app.on('exit', (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : code));
