import { checkRedisSettings, type RedisSettings } from '@countersign/redis';
import type { Check } from '../check.js';
import { ok, problem, type Verdict, warning } from '../finding.js';
import { redisFault } from './redis-fault.js';
import { withRedis } from './with-redis.js';

/** Whether Redis keeps what it has when its memory is full: failures that were counted must not be forgotten (R87). */
export const redisPolicyCheck: Check = {
  name: 'redis-policy',
  async run({ redisUrl = '' }) {
    try {
      return VERDICTS[await withRedis(redisUrl, checkRedisSettings)];
    } catch (error) {
      return redisFault(error);
    }
  },
};

const NOEVICTION = ok('maxmemory-policy is noeviction.');

/** What is said of replicas is a check of its own. */
const VERDICTS: Readonly<Record<RedisSettings, Verdict>> = {
  ok: NOEVICTION,
  unreplicated: NOEVICTION,
  evicts: problem(
    'maxmemory-policy lets Redis throw keys away when its memory is full: wrong answers would be forgotten.',
    'Set maxmemory-policy to noeviction, in a Redis of its own if another application needs it otherwise.',
  ),
  refused: warning(
    'Redis does not tell its maxmemory-policy, as is usual of a managed one.',
    'Make sure that it is noeviction.',
  ),
};
