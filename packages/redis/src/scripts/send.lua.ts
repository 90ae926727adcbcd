/** Lua: makes a code the live one of a sign-in, or has it wait. Needs {@link RECORDS}. The caller saves the sign-in. */
export const SEND = /* lua */ `
-- ARGV from 'first': gate, mac, reference, target, the code's life in ms, then the waits after each send in ms.
local function send(sign_in, first)
  local gate, mac, reference, target, life = unpack(ARGV, first, first + 4)
  table.insert(sign_in.gates, gate)
  sign_in.target = target
  -- Neither the code nor the wait outlives the sign-in (R05).
  local code = { reference = reference, mac = mac, sent_at = tonumber(redis.call('TIME')[1]), delivery = false }
  code.ttl = math.min(tonumber(life), sign_in.ttl)
  save_code(code, 'PX', code.ttl)
  -- The last wait repeats.
  local wait = math.min(tonumber(ARGV[math.min(first + 4 + #sign_in.gates, #ARGV)]), sign_in.ttl)
  if wait > 0 then redis.call('SET', COOLDOWN, 1, 'PX', wait) else redis.call('DEL', COOLDOWN) end
  return code
end

-- Notes how long a full quota makes the sign-in wait, for its page: it binds nobody, as the quota itself is asked again. No
-- key outlives its sign-in, so what the wait is longer than that is kept as a length.
local function pause(sign_in, wait)
  local kept = math.min(wait, sign_in.ttl)
  redis.call('SET', COOLDOWN, '+' .. string.format('%.0f', wait - kept), 'PX', kept)
end
`;
