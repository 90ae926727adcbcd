import { StoreUnavailable } from '@countersign/core';
import { COMMAND_TIMEOUT_MS } from './client-options.js';
import { available } from './command.js';
import type { RedisClient } from './redis-client.js';

/**
 * Whether Redis may throw away what must be kept: `ok`; `evicts`: when its memory is full it may, so failures would be
 * forgotten; `refused`: it does not tell, as is usual of a managed Redis.
 */
export type RedisSettings = 'ok' | 'evicts' | 'refused';

/** What a server answers that knows no CONFIG, or not for us. */
const REFUSALS = ['NOPERM', 'ERR'];

/**
 * Asks for `maxmemory-policy` (R87), of every master in a Cluster. Waits for the first connection, however long that
 * takes: do not hold a start up for it.
 * @param client - connected, or connecting.
 * @throws StoreUnavailable when the connection is given up, or breaks while asking.
 */
export async function checkRedisSettings(client: RedisClient): Promise<RedisSettings> {
  await connected(client);
  const answers = await Promise.all((client.nodes?.('master') ?? [client]).map(policyOf));
  if (answers.some((policy) => policy !== undefined && policy !== 'noeviction')) return 'evicts';
  return answers.includes(undefined) ? 'refused' : 'ok';
}

async function policyOf(node: Pick<RedisClient, 'config'>): Promise<string | undefined> {
  try {
    const answer = await available(() => node.config('GET', 'maxmemory-policy'), COMMAND_TIMEOUT_MS);
    // A list of name and value, or with some settings of RESP3 a map.
    return Array.isArray(answer) ? answer[1] : (answer as Record<string, string>)['maxmemory-policy'];
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
