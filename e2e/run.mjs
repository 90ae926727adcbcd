import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const JEST = fileURLToPath(new URL('../node_modules/jest/bin/jest.js', import.meta.url));

/** They wait for deadlines, and look at nobody's time but their own, in whole seconds: two of them do not crowd a processor. */
const DEADLINES = '/(outage-|doctor)[^/]*$';

/** They measure times and races: a neighbour would be seen in what they measure. */
const ALONE = '/(attack-(answers|guessing|race|year)|budget)[^/]*$';

/** @returns {boolean} whether every test passed. */
function jest(results, args) {
  const options = ['--experimental-vm-modules', '--no-warnings', JEST, '--json', `--outputFile=.test/${results}.json`];
  return spawnSync(process.execPath, [...options, ...args], { cwd: HERE, stdio: 'inherit' }).status === 0;
}

const asked = process.argv.slice(2);
const passed =
  asked.length > 0
    ? [jest('results', asked)]
    : [
        jest('results-beside', ['--maxWorkers=2', '--testPathIgnorePatterns', DEADLINES, ALONE]),
        jest('results-deadlines', ['--maxWorkers=2', `--testPathPatterns=${DEADLINES}`]),
        jest('results-alone', ['--maxWorkers=1', `--testPathPatterns=${ALONE}`]),
      ];
process.exitCode = passed.every(Boolean) ? 0 : 1;
