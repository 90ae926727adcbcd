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

/** The same of the guard: each turn is compared with the one beside it. */
export function summarizeGuard({ guarded, bare }: GuardTurns): GuardResult {
  const pairs = guarded.map((turn, index) => [turn, bare[index] ?? turn] as const);
  return {
    guarded: spreadOf(guarded.map(({ rate }) => rate)),
    bare: spreadOf(bare.map(({ rate }) => rate)),
    overhead: spreadOf(pairs.map(([own, other]) => 1 - own.rate / other.rate)),
    cpuOverhead: spreadOf(pairs.map(([own, other]) => own.cpuMs / other.cpuMs - 1)),
  };
}

function latencyOf(times: readonly number[]): Latency {
  return { p50: percentile(times, 0.5), p99: percentile(times, 0.99) };
}
