import { setTimeout as pause } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { infoOf, type NodeInfo, sinceThen, sumOf } from './node-info.js';

/** What happened while something was done so many times. */
export interface Measured {
  readonly times: number;
  /** CPU of this process, microseconds. */
  readonly appUs: number;
  readonly nodes: readonly NodeInfo[];
}

/** What one act costs, on average. */
export interface Cost {
  /** CPU of this process (engine, client, garbage), microseconds. */
  readonly appUs: number;
  /** CPU of Redis, all of it but what it takes when idle, microseconds; on a Cluster of all masters together. */
  readonly redisUs: number;
  /** Time inside scripts, by the clock. */
  readonly scriptUs: number;
  /** Scripts, those that follow later for nobody to wait for included. */
  readonly calls: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
  /** Keys that it leaves, less those that it deletes. */
  readonly keys: number;
}

const IDLE_MS = 1_000;

/** What each server takes when nobody asks it anything, microseconds a millisecond. */
export async function idleRates(nodes: readonly Redis[]): Promise<number[]> {
  const start = performance.now();
  const before = await Promise.all(nodes.map(infoOf));
  await pause(IDLE_MS);
  const after = await Promise.all(nodes.map(infoOf));
  const ms = performance.now() - start;
  return after.map(({ cpuUs }, place) => (cpuUs - (before[place]?.cpuUs ?? cpuUs)) / ms);
}

/** Does something, and tells what it has cost here and on each server beyond what that takes when idle. */
export async function measure(
  nodes: readonly Redis[],
  idle: readonly number[],
  times: number,
  work: () => Promise<void>,
): Promise<Measured> {
  const before = await Promise.all(nodes.map(infoOf));
  const [cpu, start] = [process.cpuUsage(), performance.now()];
  await work();
  const [{ user, system }, ms] = [process.cpuUsage(cpu), performance.now() - start];
  const after = await Promise.all(nodes.map(infoOf));
  const busy = (info: NodeInfo, place: number) => {
    const since = sinceThen(before[place] ?? info, info);
    return { ...since, cpuUs: since.cpuUs - ms * (idle[place] ?? 0) };
  };
  return { times, appUs: user + system, nodes: after.map(busy) };
}

/** The same for one time. */
export function costOf({ times, appUs, nodes }: Measured): Cost {
  const { cpuUs, scriptUs, calls, bytesIn, bytesOut, keys } = sumOf(nodes);
  const each = (total: number) => total / times;
  return {
    ...{ appUs: each(appUs), redisUs: each(cpuUs), scriptUs: each(scriptUs), calls: each(calls) },
    ...{ bytesIn: each(bytesIn), bytesOut: each(bytesOut), keys: each(keys) },
  };
}

/** Of several measurements the one in the middle, for each figure. */
export function medianOf(costs: readonly Cost[]): Cost {
  const middle = (of: keyof Cost) => costs.map((cost) => cost[of]).sort((a, b) => a - b)[costs.length >> 1] ?? 0;
  const fields = Object.keys(costs[0] ?? {}) as (keyof Cost)[];
  return Object.fromEntries(fields.map((of) => [of, middle(of)])) as unknown as Cost;
}
