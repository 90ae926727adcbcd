import type { ClusterNode, RedisClient } from './redis-client.js';

/**
 * Connects the nodes of a Cluster as soon as they are known; any other client is left alone. By itself ioredis connects a node
 * at its first command and refuses all that come before it is connected: of the charges that go out together for the first
 * send after a start, every second one to a node would fail.
 */
export function connectNodes(client: RedisClient): void {
  if (!client.nodes) return;
  const connect = (node: ClusterNode) => {
    // One that cannot be reached is an error of the next command that needs it.
    if (node.status === 'wait') node.connect().catch(() => undefined);
  };
  client.on('+node', connect);
  for (const node of client.nodes('all')) connect(node);
}
