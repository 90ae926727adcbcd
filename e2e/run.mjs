import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const JEST = fileURLToPath(new URL('../node_modules/jest/bin/jest.js', import.meta.url));

/** They watch clocks, races and what is on the wire: a neighbour would be seen in what they measure. */
const ALONE = '/(attack-(answers|guessing|race|year)|outage|budget)[^/]*$';

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
        jest('results-beside', ['--maxWorkers=2', `--testPathIgnorePatterns=${ALONE}`]),
        jest('results-alone', ['--maxWorkers=1', `--testPathPatterns=${ALONE}`]),
      ];
process.exitCode = passed.every(Boolean) ? 0 : 1;
