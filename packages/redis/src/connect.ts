import { Cluster, Redis } from 'ioredis';
import { COMMAND_TIMEOUT_MS, checkCommandTimeout, clientOptions, clusterOptions } from './client-options.js';
import { connectNodes } from './cluster-nodes.js';
import { type Endpoint, parseEndpoint } from './endpoint.js';
import { reasonOf } from './reason.js';
import { isSentinelUrl, parseSentinelUrl } from './sentinel.js';

/** How a client is made. */
export interface ConnectOptions {
  /** How long a command may take, 250 to 5,000 ms. @defaultValue 1000 */
  readonly commandTimeoutMs?: number;
  /**
   * Told of every error of the connection, as one safe word: an error of ioredis may hold a password or a command's
   * arguments. @defaultValue none
   */
  readonly onError?: (reason: string) => void;
}

/**
 * Makes a client that fails fast and never replays, and starts to connect without waiting. It connects again for ever;
 * whoever calls this ends it with `disconnect()`.
 * @param url - `redis://` or `rediss://`; several of them with commas between, nodes of a Cluster; or
 * `redis+sentinel://host:26379,host:26379/name`.
 * @throws TypeError for another URL, RangeError for a time out of bounds.
 */
export function connectRedis(url: URL | string, options: ConnectOptions = {}): Redis | Cluster {
  const { onError = () => undefined } = options;
  const client = makeClient(String(url), checkCommandTimeout(options.commandTimeoutMs ?? COMMAND_TIMEOUT_MS));
  // Without a listener ioredis prints errors as they are.
  client.on('error', (error: unknown) => onError(reasonOf(error)));
  // A first attempt that fails comes as an 'error' too, and is repeated.
  client.connect().catch(() => undefined);
  return client;
}

function makeClient(url: string, timeoutMs: number): Redis | Cluster {
  if (isSentinelUrl(url)) {
    const { sentinels, ...master } = parseSentinelUrl(url);
    // Otherwise a connection outlives its master's office: an old one that comes back would judge a code that the new one has, too (R08).
    const leaving = { failoverDetector: true };
    return new Redis({ ...clientOptions(timeoutMs), ...master, ...leaving, sentinels: [...sentinels] });
  }
  const nodes = url.split(',').map((node) => parseEndpoint(node.trim()));
  const [first] = nodes;
  if (nodes.length === 1 && first) return new Redis({ ...clientOptions(timeoutMs), ...first });
  return makeCluster(nodes, timeoutMs);
}

/** Login and TLS are the first node's: a Cluster has one of each. */
function makeCluster(nodes: readonly Endpoint[], timeoutMs: number): Cluster {
  const { redisOptions, ...options } = clusterOptions(timeoutMs);
  const { username, password, tls } = nodes[0] ?? {};
  const login = { ...(username && { username }), ...(password && { password }), ...(tls && { tls }) };
  const startupNodes = nodes.map(({ host, port }) => ({ host, port }));
  const cluster = new Cluster(startupNodes, {
    ...options,
    redisOptions: { ...redisOptions, ...login },
    // A certificate names the host: keep the name instead of its address.
    ...(tls && { dnsLookup: (address, callback) => callback(null, address) }),
  });
  connectNodes(cluster);
  return cluster;
}
