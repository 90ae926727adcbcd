/** Lua: a sign-in as the scripts answer it; `reply.ts` reads it. Needs {@link RECORDS}. */
export const VIEW = /* lua */ `
local function cooldown_left()
  return math.max(redis.call('PTTL', COOLDOWN), 0)
end

-- { details, target or false, sends, tries, ms left, ms until a resend,
--   { reference, mac, sent at, delivery or false, ms left } or false }
local function view(sign_in, code)
  local live = code and { code.reference, code.mac, code.sent_at, code.delivery, code.ttl } or false
  local left, wait = sign_in.ttl, cooldown_left()
  return { sign_in.details, sign_in.target, #sign_in.gates, sign_in.tries, left, wait, live }
end
`;
