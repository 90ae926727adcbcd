import type { Check } from '../check.js';
import { ok, problem, type Verdict, warning } from '../finding.js';
import { redisFault } from './redis-fault.js';
import { mastersOf, withRedis } from './with-redis.js';

/** Whether every master is new enough, and is asked in the way that it wants to be. */
export const redisVersionCheck: Check = {
  name: 'redis-version',
  async run({ redisUrl = '' }) {
    try {
      return await withRedis(redisUrl, async (client) => {
        const texts = await Promise.all(mastersOf(client).map((server) => server.info('server')));
        return judgeServers(texts, 'nodes' in client);
      });
    } catch (error) {
      return redisFault(error);
    }
  },
};

/**
 * Judges what the masters tell.
 * @param texts - what `INFO server` gave, one of each.
 * @param asCluster - whether the URL names nodes of a Cluster.
 */
export function judgeServers(texts: readonly string[], asCluster: boolean): Verdict {
  const versions = texts.map((text) => /^redis_version:(\d+\.\d+[\w.]*)/m.exec(text)?.[1]);
  if (versions.length === 0 || versions.includes(undefined)) return UNKNOWN;
  const known = [...new Set(versions as string[])];
  const old = known.find((version) => !isEnough(version));
  if (old !== undefined) return problem(`Redis ${old} is older than 6.2.`, 'Use Redis 6.2 or newer, or Valkey.');
  const isCluster = texts.some((text) => /^redis_mode:cluster/m.test(text));
  if (isCluster && !asCluster) return NODE_ALONE;
  const masters = asCluster ? `, ${texts.length} master${texts.length > 1 ? 's' : ''} of a Cluster` : '';
  return ok(`Redis ${known.join(' and ')}${masters}.`);
}

function isEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 6 || (major === 6 && minor >= 2);
}

const UNKNOWN = warning('Redis does not tell its version.', 'Make sure that it is 6.2 or newer.');

const NODE_ALONE = problem(
  'This Redis is a node of a Cluster, and REDIS_URL is of a single server.',
  'Give several of its nodes, with commas between.',
);
