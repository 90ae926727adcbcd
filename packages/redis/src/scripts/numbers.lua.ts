/** Lua: the different numbers that a subject has tried to register, a space between them. Stands by itself. */
export const NUMBERS = /* lua */ `
-- The numbers tried, nil where there are none. Where that cannot be read, or would never end, they count as too many.
local function numbers_tried(key)
  local list = redis.pcall('GET', key)
  if not list then return nil, 0 end
  local readable = type(list) == 'string' and redis.call('PTTL', key) >= 0
  return readable and list or '', readable and select(2, string.gsub(list, '%S+', '')) or math.huge
end

-- Milliseconds until this number may be tried, 0 when it may be now: as one that was tried before, or one of few (R41).
local function number_wait(key, number, most, life)
  if number == '' then return 0 end
  local list, count = numbers_tried(key)
  if count < most or (list and string.find(list, number, 1, true)) then return 0 end
  return math.max(redis.call('PTTL', key) >= 0 and redis.call('PTTL', key) or life, 1)
end

-- The window runs from the first number: the ones after it do not lengthen it.
local function note_number(key, number, life)
  if number == '' then return end
  local list = numbers_tried(key)
  if not list then redis.call('SET', key, number, 'PX', life)
  elseif not string.find(list, number, 1, true) then redis.call('SET', key, list .. ' ' .. number, 'KEEPTTL') end
end
`;
