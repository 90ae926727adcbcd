import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { TOGETHER } from './groups.mjs';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const JEST = fileURLToPath(new URL('../node_modules/jest/bin/jest.js', import.meta.url));

/** They wait for deadlines, and look at nobody's time but their own, in whole seconds: three of them do not crowd two processors. */
const DEADLINES = '/(outage-|doctor)[^/]*$';

/** They measure times and races: a neighbour would be seen in what they measure. */
const ALONE = '/(together\\.measured|attack-year|budget)[^/]*$';

/** What `together.<group>.mjs` runs is not run by itself too. A group without its file is none: its specs run as others do. */
const IN_GROUPS = `/(${Object.entries(TOGETHER)
  .filter(([name]) => existsSync(`${HERE}together.${name}.mjs`))
  .flatMap(([, specs]) => specs)
  .join('|')})\\.e2e-spec\\.ts$`;

/** @returns {boolean} whether every test passed. */
function jest(results, args) {
  const options = ['--experimental-vm-modules', '--no-warnings', JEST, '--json', `--outputFile=.test/${results}.json`];
  return spawnSync(process.execPath, [...options, ...args], { cwd: HERE, stdio: 'inherit' }).status === 0;
}

/** One go of all tests: the files that a pattern names, or those that are left. */
const go = (name, workers, chosen, ...ignored) =>
  jest(`results-${name}`, [
    `--maxWorkers=${workers}`,
    ...['--testMatch', '<rootDir>/*.e2e-spec.ts', '<rootDir>/together.*.mjs'],
    ...(chosen ? [`--testPathPatterns=${chosen}`] : []),
    ...['--testPathIgnorePatterns', IN_GROUPS, ...ignored],
  ]);

const asked = process.argv.slice(2);
const passed =
  asked.length > 0
    ? [jest('results', asked)]
    : [go('beside', 3, undefined, DEADLINES, ALONE), go('deadlines', 3, DEADLINES), go('alone', 1, ALONE)];
process.exitCode = passed.every(Boolean) ? 0 : 1;
