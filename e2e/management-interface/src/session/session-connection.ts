import { Cluster, Redis } from 'ioredis';

const FAIL_FAST = {
  lazyConnect: true,
  enableOfflineQueue: false,
  autoResendUnfulfilledCommands: false,
  maxRetriesPerRequest: 0,
  connectTimeout: 2_000,
  commandTimeout: 750,
  socketTimeout: 5_000,
};
const backOff = (attempt: number) => Math.min(50 * 2 ** attempt, 2_000);

const SENTINELS = /^redis(s?)\+sentinel:\/\/(?:([^@/]*)@)?([^@/]+)\/([\w.-]+)$/;

/** A client that would rather fail than wait, for one server, the nodes of a Cluster, or the master that Sentinels know. */
export function sessionConnection(url: string): Redis | Cluster {
  const [, tls, login, hosts, name] = SENTINELS.exec(url) ?? [];
  if (hosts && name)
    return masterOf(hosts.split(','), name, new URL(`redis${tls}://${login ? `${login}@` : ''}master`));
  const nodes = url.split(',').map((node) => node.trim());
  const [first = ''] = nodes;
  return nodes.length > 1 ? clusterOf(nodes) : new Redis(first, { ...FAIL_FAST, retryStrategy: backOff });
}

function masterOf(hosts: readonly string[], name: string, master: URL): Redis {
  const sentinels = hosts.map((host) => {
    const { hostname, port } = new URL(`redis://${host}`);
    return { host: hostname, port: Number(port || 26_379) };
  });
  const tls = master.protocol === 'rediss:' && { sentinelTLS: {}, enableTLSForSentinelMode: true };
  // Leaves a master that has been replaced, though it may still answer.
  const leaving = { failoverDetector: true };
  return new Redis({ ...FAIL_FAST, retryStrategy: backOff, ...loginOf(master), ...tls, ...leaving, sentinels, name });
}

function clusterOf(nodes: string[]): Cluster {
  const { lazyConnect, enableOfflineQueue, ...ofNodes } = FAIL_FAST;
  const cluster = new Cluster(nodes, {
    lazyConnect,
    enableOfflineQueue,
    maxRedirections: 3,
    slotsRefreshTimeout: 1_000,
    clusterRetryStrategy: backOff,
    redisOptions: { ...ofNodes, ...loginOf(new URL(nodes[0] ?? '')) },
  });
  // By itself it connects a node at the first command for it, and refuses what comes meanwhile.
  return cluster.on('+node', (node: Redis) => {
    if (node.status === 'wait') node.connect().catch(() => undefined);
  });
}

function loginOf({ protocol, username, password }: URL) {
  return {
    ...(username && { username: decodeURIComponent(username) }),
    ...(password && { password: decodeURIComponent(password) }),
    ...(protocol === 'rediss:' && { tls: {} }),
  };
}
