import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './run.mjs';

/** @typedef {{ name: string, passed: number, failed: number, seconds: number, note?: string }} Line */

const RESULTS = join('.test', 'results.json');

/**
 * Deletes what earlier runs left, so that only what this run made, or Nx restored for it, is counted.
 * @param {{ folder: string }[]} projects
 */
export function clearResults(projects, root = ROOT) {
  for (const { folder } of projects) rmSync(join(root, folder, '.test'), { recursive: true, force: true });
}

/** Seconds from the first suite's start to the last one's end. */
function elapsed(suites) {
  const started = Math.min(...suites.map((suite) => suite.startTime));
  const ended = Math.max(...suites.map((suite) => suite.endTime));
  return suites.length > 0 ? (ended - started) / 1000 : 0;
}

/**
 * One project's line from Jest's JSON. A suite that could not run is a failure, and so is a run that calls itself
 * unsuccessful without naming a failed test.
 * @param {string} name
 * @param {Record<string, any>} results
 * @returns {Line}
 */
export function lineOf(name, results) {
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
  const unexplained = !results.success && failed === 0;
  return {
    name,
    passed: results.numPassedTests,
    failed: unexplained ? 1 : failed,
    seconds: elapsed(results.testResults),
    ...(results.numPendingTests > 0 && { note: `${results.numPendingTests} skipped` }),
    ...(unexplained && { note: 'Jest reported a failure outside a test' }),
  };
}

/**
 * A project's line from its results file. No file, or one that can't be read, is a failure.
 * @param {{ name: string, folder: string }} project
 * @returns {Line}
 */
export function readResults({ name, folder }, root = ROOT) {
  try {
    return lineOf(name, JSON.parse(readFileSync(join(root, folder, RESULTS), 'utf8')));
  } catch {
    return { name, passed: 0, failed: 1, seconds: 0, note: 'no results: the tests did not run' };
  }
}
