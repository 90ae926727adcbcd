import type { GuardTurns } from '../run/guard-rounds.js';
import type { Series } from '../run/step-rounds.js';
import type { GuardResult, Latency, OperationResult, StepResult } from './results.js';
import { percentile, spreadOf } from './statistics.js';

/** Makes a line of all rounds of a system in a setting. */
export function summarizeSteps({ system, setting, outcomes }: Series): StepResult {
  const rounds = outcomes.map(({ step, took }) => (step.length * 1_000) / took);
  return {
    system,
    ...setting,
    perSecond: spreadOf(rounds),
    latency: latencyOf(outcomes.flatMap(({ step }) => step)),
    cpuMs: spreadOf(outcomes.map(({ cpuMs, step }) => cpuMs / step.length)),
    rounds,
  };
}

/** The same of the parts of a step. */
export function summarizeOperations({ system, outcomes }: Series): OperationResult {
  return {
    system,
    begin: latencyOf(outcomes.flatMap(({ begin }) => begin)),
    wrong: latencyOf(outcomes.flatMap(({ wrong }) => wrong)),
    right: latencyOf(outcomes.flatMap(({ right }) => right)),
  };
}

/** So many medians are made of all pairs of turns, one after the other, to tell how far they lie apart. */
const BLOCKS = 20;

/** The same of the guard: each turn is compared with the one beside it. */
export function summarizeGuard({ guarded, bare }: GuardTurns): GuardResult {
  const fewer = guarded.map((rate, index) => 1 - rate / (bare[index] ?? Number.NaN));
  const { quartiles } = spreadOf(mediansOf(fewer));
  return { guarded: spreadOf(guarded), bare: spreadOf(bare), overhead: { median: percentile(fewer, 0.5), quartiles } };
}

function mediansOf(values: readonly number[]): number[] {
  const size = Math.ceil(values.length / BLOCKS);
  const blocks = Array.from({ length: BLOCKS }, (_, block) => values.slice(block * size, (block + 1) * size));
  return blocks.filter((block) => block.length > 0).map((block) => percentile(block, 0.5));
}

function latencyOf(times: readonly number[]): Latency {
  return { p50: percentile(times, 0.5), p99: percentile(times, 0.99) };
}
