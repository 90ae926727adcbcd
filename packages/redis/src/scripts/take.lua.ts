import { script } from './script.js';

/** The script of {@link RedisPendingStore.take}. */
export const TAKE = script(
  'take',
  /* lua */ `
-- Gives a kept text to one who asks.
-- KEYS: the kept text
-- ARGV: none
-- Returns: the text, or false
`,
  /* lua */ `
local text = redis.call('GET', KEYS[1])
if text then redis.call('DEL', KEYS[1]) end
return text
`,
);
