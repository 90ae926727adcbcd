/** Lua: the time. Stands by itself. */
export const CLOCK = /* lua */ `
-- Milliseconds since 1970, by the clock that expires the keys.
local function now()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end
`;
