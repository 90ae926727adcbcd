import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './run.mjs';

/** @typedef {{ name: string, passed: number, failed: number, seconds: number, note?: string }} Line */

/** A project whose tests run in several goes has a file for each. */
const RESULTS = /^results[\w-]*\.json$/;

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

/** The results of every go. @throws Error when there is none. */
function readAll(folder) {
  const files = readdirSync(folder).filter((file) => RESULTS.test(file));
  if (files.length === 0) throw new Error('no results');
  return files.map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')));
}

/** One line of several goes: each counts, and one that calls itself unsuccessful fails them all. */
function together(name, goes) {
  const lines = goes.map((results) => lineOf(name, results));
  const sum = (key) => lines.reduce((total, line) => total + line[key], 0);
  const notes = lines.flatMap(({ note }) => note ?? []);
  const counts = { passed: sum('passed'), failed: sum('failed'), seconds: sum('seconds') };
  return { name, ...counts, ...(notes.length > 0 && { note: notes.join('; ') }) };
}

/**
 * A project's line from its results files. No file, or one that can't be read, is a failure.
 * @param {{ name: string, folder: string }} project
 * @returns {Line}
 */
export function readResults({ name, folder }, root = ROOT) {
  try {
    return together(name, readAll(join(root, folder, '.test')));
  } catch {
    return { name, passed: 0, failed: 1, seconds: 0, note: 'no results: the tests did not run' };
  }
}
