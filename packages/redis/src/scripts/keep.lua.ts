import { script } from './script.js';

/** The script of {@link RedisPendingStore.keep}. */
export const KEEP = script(
  'keep',
  /* lua */ `
-- Keeps a text to be used once, in the place of whatever the key had.
-- KEYS: the kept text
-- ARGV: the text, ms
-- Returns: 1
`,
  /* lua */ `
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
`,
);
