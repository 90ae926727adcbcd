import { FAILURE_COUNT } from './failure-count.lua.js';

/** Lua: the failures of a subject, and the waits and the lock that they bring about. Needs {@link RECORDS} and {@link VIEW}. */
export const LOCK = /* lua */ `
${FAILURE_COUNT}
-- Why the subject may not go on, 'locked' or 'waiting', and for how many milliseconds; nil when it may now. Every script
-- that opens, sends or judges asks here and nowhere else (R16). A wait binds who answers, and who has a code sent that it
-- would outlast: 'life' is the code's in ms, 0 for an answer.
local function hindrance(max_failures, life)
  if failures() >= max_failures then return 'locked', math.max(redis.call('PTTL', FAILURES), 1) end
  local wait = answer_wait()
  if wait > life then return 'waiting', wait end
end

-- The window runs from the first failure: the ones after it do not lengthen it. From the 'from'th on each has the subject
-- wait: 'waits' in ms, the last of which repeats (R12). A lock needs no wait.
local function charge_failure(window, max_failures, from, waits)
  local count = redis.call('INCR', FAILURES)
  if count == 1 then redis.call('PEXPIRE', FAILURES, window) end
  local wait = waits[math.min(count - from + 1, #waits)]
  if count >= max_failures or not wait then return count end
  redis.call('SET', WAIT, 1, 'PX', wait)
  return count
end

-- Undoes the charge of a right answer, and the wait that came with it: none was there before. What never was does not
-- start a window.
local function give_back_failure()
  if redis.call('DECR', FAILURES) < 1 then redis.call('DEL', FAILURES) end
  redis.call('DEL', WAIT)
end
`;
