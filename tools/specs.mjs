import { spawnSync } from 'node:child_process';
import { scriptOf } from './run.mjs';

// Runs the specs of the package in the working directory. All of them go together; with arguments for jest, each goes
// by itself, as in an editor.
const asked = process.argv.slice(2);
const specs = asked.length > 0 ? asked : ['--testMatch=<rootDir>/together*.mjs'];
const options = [
  '--experimental-vm-modules',
  '--no-warnings',
  scriptOf('jest'),
  '--json',
  '--outputFile=.test/results.json',
];
const { status } = spawnSync(process.execPath, [...process.execArgv, ...options, ...specs], { stdio: 'inherit' });
process.exitCode = status ?? 1;
