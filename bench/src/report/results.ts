import type { CommandCounts } from '../run/count-commands.js';
import type { Weights } from '../run/weigh-pending.js';
import type { SystemName } from '../system.js';
import type { Spread } from './statistics.js';

/** Half of all took no longer than the first, 99 of 100 no longer than the second. Milliseconds. */
export interface Latency {
  readonly p50: number;
  readonly p99: number;
}

/** Complete second steps of a system in one setting. */
export interface StepResult {
  readonly system: SystemName;
  readonly place: 'in-process' | 'http';
  readonly clients: number;
  /** Complete steps a second, a value each round. */
  readonly perSecond: Spread;
  /** Of a complete step. */
  readonly latency: Latency;
  /** Of the system's processor, in milliseconds a step. */
  readonly cpuMs: Spread;
  /** Of all rounds, in their order: what ratios are made of. */
  readonly rounds: readonly number[];
}

/** How long the parts of a step take over HTTP, one client at a time, a wrong code among them. */
export interface OperationResult {
  readonly system: SystemName;
  readonly begin: Latency;
  readonly wrong: Latency;
  readonly right: Latency;
}

/** The guarded route against the bare one. */
export interface GuardResult {
  readonly guarded: Spread;
  readonly bare: Spread;
  /** By how much fewer requests the guarded route answers in the same time: 0.02 for 2 %. */
  readonly overhead: Spread;
}

/** A promise of ours, and what came of it. */
export interface Budget {
  readonly name: string;
  readonly limit: string;
  readonly measured: string;
  readonly held: boolean;
}

/** Everything that a run has found. */
export interface Results {
  readonly about: Readonly<Record<string, unknown>>;
  readonly steps: readonly StepResult[];
  readonly operations: readonly OperationResult[];
  readonly guard: GuardResult;
  readonly commands: Readonly<Partial<Record<SystemName, CommandCounts>>>;
  readonly bytes: readonly Weights[];
  /** Resident memory of each process after all rounds, in bytes. */
  readonly memory: Readonly<Partial<Record<SystemName, number>>>;
  readonly ratios: Readonly<Record<string, Spread>>;
  readonly budgets: readonly Budget[];
}
