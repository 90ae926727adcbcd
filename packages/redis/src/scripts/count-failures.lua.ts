import { script } from './script.js';

/** The script of {@link RedisPendingStore.countFailures}. */
export const COUNT_FAILURES = script(
  'count-failures',
  /* lua */ `
-- Counts wrong answers of all subjects together (R78).
-- KEYS: the counter
-- ARGV: how many more, the window in ms
-- Returns: how many the window has now
`,
  /* lua */ `
local readable = string.match(redis.pcall('GET', KEYS[1]) or '', '^%d+$') and redis.call('PTTL', KEYS[1]) > 0
if readable then return redis.call('INCRBY', KEYS[1], ARGV[1]) end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return tonumber(ARGV[1])
`,
);
