import type { Check } from '../check.js';
import { driftOf, judgeDrift } from '../drift.js';
import { redisFault } from './redis-fault.js';
import { mastersOf, type Server, withRedis } from './with-redis.js';

/** How far this machine's clock is from the `TIME` of Redis, of every master (R86). */
export const redisClockCheck: Check = {
  name: 'redis-clock',
  async run({ redisUrl = '', clock }) {
    try {
      return await withRedis(redisUrl, async (client) => {
        const drifts = await Promise.all(mastersOf(client).map((server) => driftOf(clock, 0, () => timeOf(server))));
        const verdicts = drifts.map((drift) => judgeDrift(drift, 'Redis'));
        return verdicts.find(({ status }) => status === 'problem') ?? verdicts[0] ?? redisFault(undefined);
      });
    } catch (error) {
      return redisFault(error);
    }
  },
};

async function timeOf(server: Server): Promise<number> {
  const [seconds, microseconds] = await server.time();
  return Number(seconds) * 1_000 + Number(microseconds) / 1_000;
}
