import { requireSupportedNode } from './node-version.mjs';

requireSupportedNode();
const { build } = await import('./build.mjs');
const { install } = await import('./install.mjs');
const { ensurePrograms } = await import('./programs.mjs');
const { testedProjects } = await import('./projects.mjs');
const { table, total } = await import('./report.mjs');
const { clearResults, readResults } = await import('./results.mjs');
const { runInstalled } = await import('./run.mjs');

/** Nx without its daemon, cloud, prompts and terminal interface, and without a developer’s .env: the same everywhere. */
const QUIET_NX = {
  CI: 'true',
  NX_DAEMON: 'false',
  NX_NO_CLOUD: 'true',
  NX_TUI: 'false',
  NX_INTERACTIVE: 'false',
  NX_LOAD_DOT_ENV_FILES: 'false',
  ...(!process.stdout.isTTY && { FORCE_COLOR: '0', NO_COLOR: '1' }),
};

/** A test that leaves something open keeps its process for ever: then this ends it, in milliseconds. */
const LIMIT = 30 * 60_000;

const line = (name, { ok, seconds }, note) => ({ name, passed: ok ? 1 : 0, failed: ok ? 0 : 1, seconds, note });

function finish(lines) {
  const { text, ok } = total(lines);
  console.log(`\n${table(lines)}\n\n${text}`);
  process.exitCode = ok ? 0 : 1;
}

function typecheck() {
  const built = build();
  const specs = runInstalled(['typescript', 'tsc'], ['-p', 'tsconfig.spec.json']);
  return { ok: built.ok && specs.ok, seconds: built.seconds + specs.seconds };
}

/** The end-to-end tests use all processors by themselves. */
const ALONE = '@countersign/e2e';
const GOES = [
  // Three on two processors: the longest is not left to the end, with nobody at its side.
  ['--exclude', ALONE, '--parallel=3'],
  ['--projects', ALONE, '--parallel=1'],
];

/** Runs every project's tests through Nx, which takes from its cache what no change touched. */
function test() {
  const projects = testedProjects();
  clearResults(projects);
  const runs = GOES.map((go) => {
    const args = ['run-many', '-t', 'test', ...go, '--output-style=stream'];
    return runInstalled(['nx'], args, { env: QUIET_NX, timeout: LIMIT });
  });
  const lines = projects.map((project) => readResults(project));
  const fault = runs.find(({ ok }) => !ok);
  const unexplained = fault && lines.every(({ failed }) => failed === 0);
  return unexplained ? [...lines, line('nx', fault, 'a task failed, or did not end, outside its tests')] : lines;
}

if (!install() || !ensurePrograms()) {
  finish([line('set-up', { ok: false, seconds: 0 })]);
} else {
  console.log('Checking style and types …');
  const lint = line('lint', runInstalled(['@biomejs/biome', 'biome'], ['check', '--error-on-warnings', '.']));
  const types = line('typecheck', typecheck());
  finish([lint, types, ...test()]);
}
