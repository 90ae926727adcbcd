/** Lua: how often a subject has answered wrongly. Needs the name of their counter as `FAILURES`. */
export const FAILURE_COUNT = /* lua */ `
-- A counter that cannot be read counts as full: who tampers with it gains no guesses.
local function failures()
  local count = redis.pcall('GET', FAILURES)
  if not count then return 0 end
  return type(count) == 'string' and string.match(count, '^%d+$') and tonumber(count) or math.huge
end
`;
