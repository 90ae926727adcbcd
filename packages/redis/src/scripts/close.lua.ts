import { script } from './script.js';

/** The script of {@link RedisPendingStore.close}. */
export const CLOSE = script(
  'close',
  /* lua */ `
-- Deletes a pending sign-in with its code and its wait. The sign-in alone tells whether there was one: a wait outlives it.
-- KEYS: sign-in, code, cooldown, failures, wait
-- ARGV: none
-- Returns: 1 when there was one, 0 when it was gone
`,
  /* lua */ `
local deleted = redis.call('DEL', KEYS[1])
redis.call('DEL', KEYS[2], KEYS[3])
return deleted
`,
);
