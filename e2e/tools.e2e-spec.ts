import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { type Check, held } from '../capacity/src/check.js';
import { hotWorkOf, peakRate, pendingBytes, perCore, shardsFor, tablesOf, workOf } from '../capacity/src/model.js';
import { chiSquareOf } from '../capacity/src/spread.js';

/** What the tools export; they are plain JavaScript, so that they run before anything is installed. */
const tool = (name: string) => import(new URL(`../tools/${name}.mjs`, import.meta.url).href);

const { isSupported } = await tool('node-version');
const { clearResults, readResults } = await tool('results');
const { total } = await tool('report');

const GREEN = {
  success: true,
  numPassedTests: 3,
  numFailedTests: 0,
  numRuntimeErrorTestSuites: 0,
  numPendingTests: 0,
  testResults: [{ startTime: 1000, endTime: 3500 }],
};

const project = { name: 'a', folder: 'a' };

function rootWith(results: string | null): string {
  const root = mkdtempSync(join(tmpdir(), 'countersign-tools-'));
  mkdirSync(join(root, 'a', '.test'), { recursive: true });
  if (results !== null) writeFileSync(join(root, 'a', '.test', 'results.json'), results);
  return root;
}

const lineOf = (results: object) => readResults(project, rootWith(JSON.stringify({ ...GREEN, ...results })));

describe('npm test counts', () => {
  it('what Jest counted', () => {
    expect(lineOf({})).toEqual({ name: 'a', passed: 3, failed: 0, seconds: 2.5 });
    expect(lineOf({ success: false, numFailedTests: 2 })).toMatchObject({ passed: 3, failed: 2 });
  });

  it.each([
    ['a suite that could not run', { success: false, numRuntimeErrorTestSuites: 1 }],
    ['a failure outside every test', { success: false }],
  ])('%s as failed', (_, results) => {
    expect(lineOf(results)).toMatchObject({ passed: 3, failed: 1 });
  });

  it.each([null, '', '{"numPassedTests": 3'])('results that are not there, or cut off, as failed: %p', (results) => {
    expect(readResults(project, rootWith(results))).toMatchObject({ passed: 0, failed: 1 });
  });

  it('every go of tests that run in several', () => {
    const root = rootWith(JSON.stringify(GREEN));
    const second = { ...GREEN, success: false, numFailedTests: 1, numPendingTests: 2 };
    writeFileSync(join(root, 'a', '.test', 'results-alone.json'), JSON.stringify(second));
    expect(readResults(project, root)).toEqual({ name: 'a', passed: 6, failed: 1, seconds: 5, note: '2 skipped' });
    writeFileSync(join(root, 'a', '.test', 'results-alone.json'), '{');
    expect(readResults(project, root)).toMatchObject({ passed: 0, failed: 1 });
  });

  it('no results of an earlier run', () => {
    const root = rootWith(JSON.stringify(GREEN));
    clearResults([project], root);
    expect(readResults(project, root)).toMatchObject({ passed: 0, failed: 1 });
  });

  it('everything together, and nothing at all as a failure', () => {
    const lines = [lineOf({}), lineOf({ numPassedTests: 4 })];
    expect(total(lines)).toEqual({ text: '7 passed, 0 failed', ok: true });
    expect(total([...lines, lineOf({ numFailedTests: 1 })])).toEqual({ text: '10 passed, 1 failed', ok: false });
    expect(total([])).toMatchObject({ ok: false });
  });
});

describe('the tools run on', () => {
  it.each([
    ['18.20.0', false],
    ['20.18.3', false],
    ['20.19.0', true],
    ['21.7.0', false],
    ['22.11.0', false],
    ['22.12.0', true],
    ['24.0.0', true],
  ])('Node %s: %p', (version, supported) => {
    expect(isSupported(version)).toBe(supported);
  });
});

describe('the capacity model', () => {
  const mix = { resends: 0.1, wrongAnswers: 0.5, stepUps: 0.2 };
  const work = (redisUs: number) => ({ appUs: 10 * redisUs, redisUs });

  it('adds up what belongs to one log-in', () => {
    const cost = {
      logIn: work(100),
      resend: work(50),
      wrongAnswer: work(20),
      rightAnswer: work(40),
      stepUp: work(200),
    };
    expect(workOf(cost, mix)).toEqual({ appUs: 1_950, redisUs: 195 });
    expect(perCore(195, 0.6)).toBeCloseTo(3_076.9, 1);
  });

  it('has the slots that cannot be divided bound the rate, however many shards there are', () => {
    const hot = hotWorkOf({ resends: 0, wrongAnswers: 0, stepUps: 0 }, 20, 30, 0.5);
    expect(hot).toEqual({ installationUs: 20, dialCodeUs: 40 });
    expect(shardsFor(1_000, 360, hot, 0.6)).toBe(1);
    expect(shardsFor(5_000, 360, hot, 0.6)).toBe(5);
    expect(shardsFor(10_000, 360, hot, 0.6)).toBe(Number.POSITIVE_INFINITY);
  });

  it('counts the busiest second, and the tables of Redis by powers of two', () => {
    expect(peakRate(36_000, 0.2, 0.5, 2)).toBe(2);
    expect([0, 3, 4, 1_000].map(tablesOf)).toEqual([0, 64, 128, 16_384]);
    expect(pendingBytes(500, { bytes: 100, keys: 2 })).toBe(50_000 + 16_384);
    expect(pendingBytes(500, { bytes: 100, keys: 2 }, 2)).toBe(50_000 + 2 * 8_192);
  });

  it('misses what is too far off, or was not measured at all', () => {
    const check = (measured: number, more: Partial<Check> = {}) =>
      held({ what: 'a thing', predicted: 100, measured, tolerance: 0.1, ...more });
    expect([90, 110, 89, 111, Number.NaN].map((measured) => check(measured))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
    expect([100, 101].map((measured) => check(measured, { tolerance: 0 }))).toEqual([true, false]);
    expect([12, 101].map((measured) => check(measured, { tolerance: 0, atMost: true }))).toEqual([true, false]);
    expect(check(1, { predicted: 0, tolerance: 0 })).toBe(false);
  });

  it('tells an even spread from another', () => {
    expect(chiSquareOf([100, 100, 100])).toBe(0);
    expect(chiSquareOf([150, 100, 50])).toBe(50);
  });
});
