import { once } from 'node:events';
import { StoreUnavailable, withDeadline } from '@countersign/core';
import { connectRedis } from '@countersign/redis';
import { PATIENCE_MS } from '../examine.js';

/** The client that the host would have: of one server, by Sentinel, or of a Cluster. */
export type Client = ReturnType<typeof connectRedis>;

/** One server: what there is to ask of it. */
export type Server = Pick<Client, 'info' | 'time'>;

/**
 * Connects as the host does, works, and ends the connection.
 * @throws StoreUnavailable when the connection fails, with a safe word for why; TypeError for a URL that is none of Redis's;
 * and whatever the work throws.
 */
export async function withRedis<Value>(url: string, work: (client: Client) => Promise<Value>): Promise<Value> {
  let fail: (error: StoreUnavailable) => void = () => undefined;
  const failed = new Promise<never>((_, reject) => {
    fail = reject;
  });
  const client = connectRedis(url, { onError: (reason) => fail(new StoreUnavailable(reason)) });
  try {
    return await withDeadline(Promise.race([failed, connected(client).then(() => work(client))]), PATIENCE_MS);
  } finally {
    client.disconnect();
  }
}

/** The masters: of a Cluster all of them, otherwise the one that there is. */
export function mastersOf(client: Client): readonly Server[] {
  return 'nodes' in client ? client.nodes('master') : [client];
}

async function connected(client: Client): Promise<void> {
  if (client.status !== 'ready') await once(client, 'ready');
}
