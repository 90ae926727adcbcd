import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './run.mjs';

const DEBIAN_POSTGRES = '/usr/lib/postgresql';

const path = () => (process.env.PATH ?? '').split(delimiter).filter(Boolean);

const isIn = (folders, program) => folders.some((folder) => existsSync(join(folder, program)));

const isOnPath = (program) => isIn(path(), program);

/** Debian keeps PostgreSQL's own programs off the path, in a folder for each version. */
function hasPostgres() {
  const versions = existsSync(DEBIAN_POSTGRES) ? readdirSync(DEBIAN_POSTGRES) : [];
  return isIn([...versions.map((version) => join(DEBIAN_POSTGRES, version, 'bin')), ...path()], 'initdb');
}

/** `CHROMIUM_PATH` may name another Chromium, or a Chrome, where none is called so. */
const hasChromium = () => existsSync(process.env.CHROMIUM_PATH ?? '') || isOnPath('chromium');

/** Without one, Chromium draws boxes for letters. Only Linux comes without. */
function hasFont() {
  const places = ['/usr/share/fonts', '/usr/local/share/fonts'];
  const isFont = (folder) => readdirSync(folder, { recursive: true }).some((name) => /\.(ttf|otf|ttc)$/i.test(name));
  return process.platform !== 'linux' || places.some((place) => existsSync(place) && isFont(place));
}

/** What the tests need beside Node, and how to get it. */
const PROGRAMS = [
  {
    name: 'Redis (redis-server)',
    isThere: () => isOnPath('redis-server'),
    apt: 'redis-server',
    brew: 'brew install redis',
  },
  { name: 'PostgreSQL (initdb)', isThere: hasPostgres, apt: 'postgresql', brew: 'brew install postgresql' },
  { name: 'OpenSSL (openssl)', isThere: () => isOnPath('openssl'), apt: 'openssl', brew: 'brew install openssl' },
  {
    name: 'Chromium (chromium, or any Chrome that CHROMIUM_PATH names)',
    isThere: hasChromium,
    apt: 'chromium',
    brew: 'brew install --cask chromium',
  },
  {
    name: 'a font for Chromium',
    isThere: hasFont,
    apt: 'fonts-dejavu-core',
    brew: 'brew install --cask font-dejavu',
  },
];

const missing = () => PROGRAMS.filter((program) => !program.isThere());

/** What to put before apt-get: nothing for root, sudo where it asks for no password; null when neither is there. */
function asRoot() {
  if (!isOnPath('apt-get')) return null;
  if (process.getuid?.() === 0) return [];
  return isOnPath('sudo') && run('sudo', ['-n', 'true']).ok ? ['sudo', '-n'] : null;
}

function aptInstall(prefix, packages) {
  const apt = (...args) => {
    const [program, ...rest] = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...args];
    run(program, rest);
  };
  const patience = ['-o', 'Acquire::Retries=3', '-o', 'DPkg::Lock::Timeout=120'];
  // What is installed counts, not what apt-get says: a source that can't be reached need not matter.
  apt('update', '-qq', ...patience);
  apt('install', '-y', '-qq', '--no-install-recommends', ...patience, ...packages);
}

function explain(programs) {
  for (const { name, apt, brew } of programs) {
    console.error(`Missing: ${name}. The tests use the real thing. Get it with one of`);
    console.error(`  apt-get install --no-install-recommends ${apt}`);
    console.error(`  ${brew}`);
  }
  console.error('and see that it is on the PATH. CONTRIBUTING.md lists what the tests need.');
}

/**
 * Sees to it that the programs that the tests use are there, by apt-get where that is possible.
 * @returns {boolean} whether they are.
 */
export function ensurePrograms() {
  const wanted = missing();
  if (wanted.length === 0) return true;
  const prefix = asRoot();
  if (prefix) {
    const packages = wanted.map((program) => program.apt);
    console.log(`Installing ${packages.join(', ')} (apt-get) …`);
    aptInstall(prefix, packages);
  }
  const still = missing();
  if (still.length > 0) explain(still);
  return still.length === 0;
}
