import { StoreUnavailable, withDeadline } from '@countersign/core';
import { inOneWrite } from './one-write.js';
import { reasonOf } from './reason.js';
import type { RedisClient } from './redis-client.js';
import { SCRIPTS } from './scripts/all.js';
import type { Script } from './scripts/script.js';

type ScriptCommand = (...keysAndArgs: (string | number)[]) => Promise<unknown>;

/** A script and what it is given. */
export interface Call {
  readonly script: Script;
  readonly keys: readonly string[];
  readonly args: readonly (string | number)[];
}

/** Sends calls out together and waits for all of their answers: one round trip. */
export type Together = (calls: readonly Call[]) => Promise<unknown[]>;

/** Gives the client a command for each script. Again is no error. */
export function defineScripts(client: RedisClient): void {
  for (const { name, lua } of Object.values(SCRIPTS)) client.defineCommand(name, { lua });
}

/** Runs a script that {@link defineScripts} made a command. */
export async function runScript(client: RedisClient, { script, keys, args }: Call): Promise<unknown> {
  const command = (client as unknown as Record<string, ScriptCommand | undefined>)[script.name];
  if (!command) throw new Error(`${script.name} is not defined`);
  inOneWrite(client);
  return command.call(client, keys.length, ...keys, ...args);
}

/**
 * Waits for commands that went out together, within a deadline of our own: the queues of a Cluster know none. A late answer is dropped.
 * @throws StoreUnavailable for whatever goes wrong. The error of the client stays behind: it holds the arguments.
 */
export async function available<Value>(command: () => Promise<Value>, timeoutMs: number): Promise<Value> {
  try {
    return await withDeadline(command(), timeoutMs);
  } catch (error) {
    throw new StoreUnavailable(reasonOf(error));
  }
}
