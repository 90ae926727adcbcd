/** A node of a Cluster. */
export interface ClusterNode {
  /** `wait` before its first command. */
  readonly status: string;
  connect(): Promise<unknown>;
}

/**
 * What the store needs of an ioredis client, version 5 or 6, single or Cluster. Structural: the host's copy of ioredis
 * and ours may differ.
 */
export interface RedisClient {
  /** Of a Cluster its own options, not those of its nodes. */
  readonly options: { readonly enableOfflineQueue?: boolean | undefined };
  /** As `ready`, `connecting` or `end`. */
  readonly status: string;
  defineCommand(name: string, definition: { lua: string; numberOfKeys?: number }): void;
  del(...keys: string[]): Promise<number>;
  ping(): Promise<unknown>;
  config(subcommand: 'GET', parameter: string): Promise<unknown>;
  info(section: string): Promise<unknown>;
  /** Only a Cluster has nodes. */
  nodes?(role: 'master' | 'all'): (Pick<RedisClient, 'config' | 'info'> & ClusterNode)[];
  on(event: '+node', listener: (node: ClusterNode) => void): unknown;
  once(event: 'ready' | 'end', listener: () => void): unknown;
  off(event: 'ready' | 'end', listener: () => void): unknown;
}

/**
 * Checks that a host's client does not replay.
 * @throws TypeError for a client with the offline queue on: a command that we gave up on, and answered as failed, would
 * be sent after all when the server is back.
 */
export function refuseReplaying(client: RedisClient): void {
  if (client.options?.enableOfflineQueue === false) return;
  throw new TypeError(
    'This Redis client has enableOfflineQueue on, so commands that timed out would be replayed later. ' +
      'Pass a URL, or a client of its own with enableOfflineQueue: false (of a Cluster: at the top level of its options)',
  );
}
