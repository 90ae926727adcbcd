import { spawnSync } from 'node:child_process';
import { cpus } from 'node:os';

/** Where the apps run, and where everything else does: the driver, and Redis. */
export const APP_CPU = 0;
/** The other one. */
export const DRIVER_CPU = 1;

/** Whether apps and driver can be kept apart: Linux with `taskset`, and two processors. */
export const canPin = cpus().length > 1 && spawnSync('taskset', ['-V']).status === 0;

/** A command that runs on one processor, where that is possible. */
export function pinned(cpu: number, command: [string, ...string[]]): [string, ...string[]] {
  return canPin ? ['taskset', '-c', String(cpu), ...command] : command;
}

/** Keeps this process, and what it starts, to one processor. */
export function pinThisProcess(cpu: number): void {
  if (canPin) spawnSync('taskset', ['-a', '-cp', String(cpu), String(process.pid)]);
}
