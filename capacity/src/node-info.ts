import type { Redis } from 'ioredis';

/** What one server says of itself. Counters run from its start. */
export interface NodeInfo {
  /** CPU of the whole process, microseconds: the network and the expiry of keys are in it. */
  readonly cpuUs: number;
  /** Scripts run for clients, and the microseconds inside of them; not those that a script calls itself. */
  readonly calls: number;
  readonly scriptUs: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
  readonly usedMemory: number;
  readonly keys: number;
}

/** Asks a server. */
export async function infoOf(node: Redis): Promise<NodeInfo> {
  const text = await node.info('everything');
  const field = (name: string) => Number(new RegExp(`^${name}:([\\d.]+)`, 'm').exec(text)?.[1] ?? 0);
  const [, calls = 0, scriptUs = 0] = /^cmdstat_evalsha:calls=(\d+),usec=(\d+)/m.exec(text) ?? [];
  return {
    cpuUs: (field('used_cpu_user') + field('used_cpu_sys')) * 1e6,
    ...{ calls: Number(calls), scriptUs: Number(scriptUs) },
    ...{ bytesIn: field('total_net_input_bytes'), bytesOut: field('total_net_output_bytes') },
    ...{ usedMemory: field('used_memory'), keys: await node.dbsize() },
  };
}

/** What has come to each counter since. */
export function sinceThen(before: NodeInfo, after: NodeInfo): NodeInfo {
  const fields = Object.keys(after) as (keyof NodeInfo)[];
  return Object.fromEntries(fields.map((field) => [field, after[field] - before[field]])) as unknown as NodeInfo;
}

/** All servers together. */
export function sumOf(nodes: readonly NodeInfo[]): NodeInfo {
  const fields = Object.keys(nodes[0] ?? {}) as (keyof NodeInfo)[];
  const sum = (field: keyof NodeInfo) => nodes.reduce((total, node) => total + node[field], 0);
  return Object.fromEntries(fields.map((field) => [field, sum(field)])) as unknown as NodeInfo;
}
