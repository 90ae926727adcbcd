import { StoreUnavailable } from '@countersign/core';
import { COMMAND_TIMEOUT_MS } from './client-options.js';
import { available } from './command.js';
import type { RedisClient } from './redis-client.js';

/** One server: what there is to ask of it. */
export type Asked = Pick<RedisClient, 'config' | 'info'>;

/** What a server answers that does not know a command, or not for us. */
const REFUSALS = ['NOPERM', 'ERR'];

/**
 * The masters of a client: of a Cluster all of them, otherwise the one that there is. Waits for the first connection.
 * @throws StoreUnavailable when the connection is given up.
 */
export async function mastersOf(client: RedisClient): Promise<readonly Asked[]> {
  await connected(client);
  return client.nodes?.('master') ?? [client];
}

/** A setting of a server; `undefined` where it does not tell, as is usual of a managed one. */
export async function settingOf(server: Asked, name: string): Promise<string | undefined> {
  const answer = await told(() => server.config('GET', name));
  // A list of name and value, or with some settings of RESP3 a map.
  return Array.isArray(answer) ? answer[1] : (answer as Record<string, string> | undefined)?.[name];
}

/** A section of what a server tells of itself; empty where it does not. */
export async function infoOf(server: Asked, section: string): Promise<string> {
  return String((await told(() => server.info(section))) ?? '');
}

async function told(ask: () => Promise<unknown>): Promise<unknown> {
  try {
    return await available(ask, COMMAND_TIMEOUT_MS);
  } catch (error) {
    if (error instanceof StoreUnavailable && REFUSALS.includes(error.reason)) return undefined;
    throw error;
  }
}

async function connected(client: RedisClient): Promise<void> {
  if (client.status === 'ready') return;
  if (client.status === 'end') throw new StoreUnavailable('connection');
  await new Promise<void>((resolve, reject) => {
    const ready = () => {
      client.off('end', ended);
      resolve();
    };
    const ended = () => {
      client.off('ready', ready);
      reject(new StoreUnavailable('connection'));
    };
    client.once('ready', ready);
    client.once('end', ended);
  });
}
