import { DeadlinePassed, StoreUnavailable } from '@countersign/core';
import { redisReason } from '@countersign/redis';
import { problem, type Verdict } from '../finding.js';

const LOGIN = ['NOAUTH', 'WRONGPASS', 'NOPERM'];

/** What is found when Redis cannot be asked. Of the error only a word of a fixed list is told (R76). */
export function redisFault(error: unknown): Verdict {
  if (error instanceof TypeError) return problem('REDIS_URL is no URL of Redis.', FORMS);
  const reason = error instanceof StoreUnavailable ? error.reason : redisReason(error);
  if (error instanceof DeadlinePassed || reason === 'timeout')
    return problem('Redis did not answer in time.', 'See whether it is frozen, overloaded, or behind a firewall.');
  if (LOGIN.includes(reason))
    return problem(`Redis does not let us in (${reason}).`, 'Look at user and password in REDIS_URL.');
  return problem(`Redis cannot be used (${reason}).`, 'Look at host, port and TLS in REDIS_URL, and whether it runs.');
}

const FORMS =
  'redis://host:6379, rediss:// for TLS, nodes of a Cluster with commas between, or redis+sentinel://host:26379/name.';
