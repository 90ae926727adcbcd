/** Lua: quotas of sends, each window of which is a counter with its own expiry. Stands by itself. */
export const QUOTA = /* lua */ `
-- The windows of quotas: the keys from 'first_key' to the last, and for each a limit and a length in ms from 'first_arg'.
local function windows_of(first_key, first_arg)
  local windows = {}
  for i = 0, #KEYS - first_key do
    local limit, length = tonumber(ARGV[first_arg + 2 * i]), tonumber(ARGV[first_arg + 2 * i + 1])
    windows[i + 1] = { key = KEYS[first_key + i], limit = limit, length = length }
  end
  return windows
end

-- A counter that cannot be read, or that would never end, counts as full: who tampers with it gains no send.
local function window_wait(window)
  local count = redis.pcall('GET', window.key)
  window.empty = not count
  if window.empty then return 0 end
  local left = redis.call('PTTL', window.key)
  local readable = type(count) == 'string' and string.match(count, '^%d+$') and left >= 0
  if readable and tonumber(count) < window.limit then return 0 end
  return math.max(readable and left or window.length, 1)
end

-- Milliseconds until every window has room, 0 when it has now; and the place of the one that is waited for.
local function quota_wait(windows)
  local longest, place = 0, 0
  for i, window in ipairs(windows) do
    local wait = window_wait(window)
    if wait > longest then longest, place = wait, i end
  end
  return longest, place
end

-- The window runs from the first send, whose command makes the counter with its expiry (R03): the ones after it do not
-- lengthen it. Tells the counts. Comes after 'quota_wait', which has seen what is empty.
local function charge_quota(windows)
  local counts = {}
  for i, window in ipairs(windows) do
    local made = window.empty and redis.call('SET', window.key, 1, 'PX', window.length, 'NX')
    counts[i] = made and 1 or redis.call('INCR', window.key)
    if not made and counts[i] == 1 then redis.call('PEXPIRE', window.key, window.length) end
  end
  return counts
end

-- Undoes one charge of each window, from 'first_key' on, that still runs.
local function refund_quota(first_key)
  for i = first_key, #KEYS do
    if redis.call('EXISTS', KEYS[i]) == 1 and redis.call('DECR', KEYS[i]) < 1 then redis.call('DEL', KEYS[i]) end
  end
end
`;
