import type { CheckGroup } from './check.js';
import { databaseCheck } from './database.js';
import { redisClockCheck } from './redis/clock.js';
import { redisPolicyCheck } from './redis/policy.js';
import { redisReplicasCheck } from './redis/replicas.js';
import { redisVersionCheck } from './redis/version.js';
import { secretsCheck } from './secrets.js';
import { settingsCheck } from './settings.check.js';
import { textsCheck } from './texts.js';
import { accountCheck } from './twilio/account.js';
import { twilioClockCheck } from './twilio/clock.js';
import { credentialsCheck } from './twilio/credentials.js';
import { senderCheck } from './twilio/sender.check.js';
import { twilioMissing } from './twilio/twilio-access.js';
import { webhookCheck } from './webhook.js';

/** Every check, in the order in which their findings are told. */
export const GROUPS: readonly CheckGroup[] = [
  { name: 'host', missing: () => undefined, checks: [settingsCheck, secretsCheck, textsCheck, webhookCheck] },
  {
    name: 'twilio',
    missing: ({ twilio }) => twilioMissing(twilio),
    checks: [credentialsCheck, accountCheck, senderCheck, twilioClockCheck],
  },
  {
    name: 'redis',
    missing: ({ redisUrl }) => (redisUrl === undefined ? 'REDIS_URL is not set.' : undefined),
    checks: [redisVersionCheck, redisPolicyCheck, redisReplicasCheck, redisClockCheck],
  },
  {
    name: 'database',
    missing: ({ databaseUrl }) => {
      if (databaseUrl === undefined) return 'DATABASE_URL is not set.';
      return databaseUrl === 'memory:' ? 'The database is embedded in the host.' : undefined;
    },
    checks: [databaseCheck],
  },
];
