import { LOCK } from './lock.lua.js';
import { RECORDS } from './records.lua.js';
import { script } from './script.js';
import { VIEW } from './view.lua.js';

/** The script of {@link RedisPendingStore.giveBack}. */
export const GIVE_BACK = script(
  'give-back',
  /* lua */ `
-- Takes back one failure, of an answer that was found right only after its charge (R09). A wait stays, and so does a counter
-- that cannot be read.
-- KEYS: sign-in, code, cooldown, failures, wait
-- ARGV: none
-- Returns: 1 when there was one, 0 when there was none
`,
  RECORDS,
  VIEW,
  LOCK,
  /* lua */ `
local count = failures()
if count == 0 or count == math.huge then return 0 end
if count == 1 then return redis.call('DEL', FAILURES) end
redis.call('DECR', FAILURES)
return 1
`,
);
