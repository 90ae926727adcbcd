/** Lua: a sign-in as the scripts answer it; `reply.ts` reads it. Needs {@link RECORDS}. */
export const VIEW = /* lua */ `
-- Milliseconds by which a quota that refused the last code makes its sign-in wait longer than the cooldown key lives; nil
-- when that key is the wait after a send. See 'pause'.
local function pause_beyond()
  local value = redis.pcall('GET', COOLDOWN)
  return type(value) == 'string' and tonumber(string.match(value, '^%+(%d+)$'))
end

-- Of the wait after a send alone.
local function cooldown_left()
  return pause_beyond() and 0 or math.max(redis.call('PTTL', COOLDOWN), 0)
end

local function resend_wait()
  local left = redis.call('PTTL', COOLDOWN)
  -- Most sign-ins are looked at when that key is gone.
  return left == -2 and 0 or math.max(left, 0) + (pause_beyond() or 0)
end

-- Of the wait after too many wrong answers. A key that would never end is none of ours: it counts as the longest wait.
local function answer_wait()
  local left = redis.call('PTTL', WAIT)
  return left == -1 and 480000 or math.max(left, 0)
end

-- { details, target or false, sends, tries, ms left, ms until a resend, ms until answers are judged,
--   { reference, mac, second of its sending, delivery or false, ms left } or false }
local function view(sign_in, code)
  local live = code and { code.reference, code.mac, code.sent_at, code.delivery, code.ttl } or false
  local left, wait = sign_in.ttl, resend_wait()
  return { sign_in.details, sign_in.target, #sign_in.gates, sign_in.tries, left, wait, answer_wait(), live }
end
`;
