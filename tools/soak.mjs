import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { run, scriptOf } from './run.mjs';

/** `npm run soak -- --seed 7 --minutes 10`: faults under load, then the leak test. A seed makes the same choices again. */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: 'string', default: String(Date.now() % 1e6) }, minutes: { type: 'string', default: '10' } },
});

const JEST = ['--experimental-vm-modules', '--expose-gc', '--no-warnings', scriptOf('jest')];
const env = { SOAK_SEED: values.seed, SOAK_MINUTES: values.minutes };

console.log(`Soak: seed ${values.seed}, ${values.minutes} minutes`);
const ok =
  build().ok && run(process.execPath, [...JEST, '-c', 'e2e/soak/jest.config.mjs', '-i', ...positionals], { env }).ok;
process.exitCode = ok ? 0 : 1;
