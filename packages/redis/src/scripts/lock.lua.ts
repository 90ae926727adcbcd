/** Lua: the failures of a subject, and the lock that they bring about. Needs {@link RECORDS}. */
export const LOCK = /* lua */ `
-- A counter that cannot be read counts as full: who tampers with it gains no guesses.
local function failures()
  local count = redis.pcall('GET', FAILURES)
  if not count then return 0 end
  return type(count) == 'string' and string.match(count, '^%d+$') and tonumber(count) or math.huge
end

-- Milliseconds until the subject may go on, or nil when it may now. Every script that opens, sends or judges asks here
-- and nowhere else (R16): another reason to wait, such as a backoff key of the subject, is one more line.
local function locked_for(max_failures)
  if failures() < max_failures then return nil end
  return math.max(redis.call('PTTL', FAILURES), 1)
end

-- The window runs from the first failure: the ones after it do not lengthen it.
local function charge_failure(window)
  local count = redis.call('INCR', FAILURES)
  if count == 1 then redis.call('PEXPIRE', FAILURES, window) end
  return count
end

-- Undoes one charge. What never was does not start a window.
local function give_back_failure()
  if redis.call('DECR', FAILURES) < 1 then redis.call('DEL', FAILURES) end
end
`;
