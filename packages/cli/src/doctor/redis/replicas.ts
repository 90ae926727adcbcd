import { checkRedisReplicas, type RedisReplicas } from '@countersign/redis';
import type { Check } from '../check.js';
import { ok, type Verdict, warning } from '../finding.js';
import { redisFault } from './redis-fault.js';
import { withRedis } from './with-redis.js';

/** Whether a master that has lost its replicas refuses to write: else it judges, and its successor does not know of it (R08). */
export const redisReplicasCheck: Check = {
  name: 'redis-replicas',
  async run({ redisUrl = '' }) {
    try {
      return VERDICTS[await withRedis(redisUrl, checkRedisReplicas)];
    } catch (error) {
      return redisFault(error);
    }
  },
};

const VERDICTS: Readonly<Record<RedisReplicas, Verdict>> = {
  none: ok('No master has a replica that takes its place.'),
  ok: ok('A master that has lost its replicas refuses to write.'),
  unreplicated: warning(
    'A master goes on writing without its replicas: what it wrote last, as a used code or a failure, is forgotten when one takes over.',
    'Set min-replicas-to-write to 1 on every server, and min-replicas-max-lag to a few seconds.',
  ),
  refused: warning(
    'Redis has replicas and does not tell its min-replicas-to-write, as is usual of a managed one.',
    'Make sure that it is 1 or more, where it can be set.',
  ),
};
