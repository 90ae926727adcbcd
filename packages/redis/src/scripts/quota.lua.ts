/** Lua: quotas of sends, each window of which is a counter with its own expiry. Stands by itself. */
export const QUOTA = /* lua */ `
-- The windows of one quota: a key of KEYS from 'first_key', and a limit and a length in ms of ARGV from 'first_arg', each.
local function windows_of(first_key, first_arg, count)
  local windows = {}
  for i = 0, count - 1 do
    local limit, length = tonumber(ARGV[first_arg + 2 * i]), tonumber(ARGV[first_arg + 2 * i + 1])
    windows[i + 1] = { key = KEYS[first_key + i], limit = limit, length = length }
  end
  return windows
end

-- A counter that cannot be read, or that would never end, counts as full: who tampers with it gains no send.
local function window_wait(window)
  local count = redis.pcall('GET', window.key)
  if not count then return 0 end
  local left = redis.call('PTTL', window.key)
  local readable = type(count) == 'string' and string.match(count, '^%d+$') and left >= 0
  if readable and tonumber(count) < window.limit then return 0 end
  return math.max(readable and left or window.length, 1)
end

-- Milliseconds until every window has room; 0 when it has now.
local function quota_wait(windows)
  local wait = 0
  for _, window in ipairs(windows) do wait = math.max(wait, window_wait(window)) end
  return wait
end

-- The window runs from the first send: the ones after it do not lengthen it.
local function charge_quota(windows)
  local counts = {}
  for i, window in ipairs(windows) do
    counts[i] = redis.call('INCR', window.key)
    if counts[i] == 1 then redis.call('PEXPIRE', window.key, window.length) end
  end
  return counts
end

-- Undoes one charge of each window that still runs.
local function refund_quota(windows)
  for _, window in ipairs(windows) do
    if redis.call('EXISTS', window.key) == 1 and redis.call('DECR', window.key) < 1 then
      redis.call('DEL', window.key)
    end
  end
end
`;
