import { CLOCK } from './clock.lua.js';

/**
 * Lua: the trusted devices of a subject. Stands by itself.
 *
 * | record | form |
 * |---|---|
 * | device | MessagePack array: hash, terms, name, first and last use in ms since 1970 |
 * | list | the ids of the devices, oldest first, a space between them |
 * | value before | its hash, as long as whoever presents it may be a twin |
 *
 * Only what is in the list is trusted. The keys of the devices are made of the list's here, not given as KEYS: nobody knows
 * them before the list is read. They have its hash tag, and so its slot.
 */
export const DEVICES = /* lua */ `
local LIST = KEYS[1]

local function key_of(id)
  return string.sub(LIST, 1, -2) .. ':' .. id
end

local function before_key_of(id)
  return key_of(id) .. ':before'
end

${CLOCK}
-- What is missing, of another type, unreadable or without expiry is no device of ours: nil, never an error.
local function load_device(id)
  local packed = redis.pcall('GET', key_of(id))
  if type(packed) ~= 'string' then return nil end
  local readable, record = pcall(cmsgpack.unpack, packed)
  local ttl = redis.call('PTTL', key_of(id))
  if not readable or type(record) ~= 'table' or ttl < 0 then return nil end
  local hash, terms, name, first, last = unpack(record, 1, 5)
  if type(hash) ~= 'string' or type(terms) ~= 'string' or type(name) ~= 'string' then return nil end
  if type(first) ~= 'number' or type(last) ~= 'number' then return nil end
  return { id = id, hash = hash, terms = terms, name = name, first = first, last = last, ttl = math.max(ttl, 1) }
end

-- A device is written with its expiry (R03): a new one with 'PX' and milliseconds, an old one with 'KEEPTTL' (R51).
local function save_device(device, ...)
  local packed = cmsgpack.pack({ device.hash, device.terms, device.name, device.first, device.last })
  redis.call('SET', key_of(device.id), packed, ...)
end

-- The devices that live; with true where the list cannot be read, or would never end.
local function load_devices()
  local list = redis.pcall('GET', LIST)
  if not list then return {}, false end
  if type(list) ~= 'string' or redis.call('PTTL', LIST) < 0 then return {}, true end
  local devices = {}
  for id in string.gmatch(list, '%S+') do devices[#devices + 1] = load_device(id) end
  return devices, false
end

-- The list lives as long as its longest device.
local function save_list(devices)
  local ids, ttl = {}, 0
  for _, device in ipairs(devices) do
    ids[#ids + 1] = device.id
    ttl = math.max(ttl, device.ttl)
  end
  if #ids == 0 then redis.call('DEL', LIST) else redis.call('SET', LIST, table.concat(ids, ' '), 'PX', ttl) end
end

-- Ends those that 'ends' says yes to. Returns the others, and the ended.
local function end_devices(devices, ends)
  local kept, ended = {}, {}
  for _, device in ipairs(devices) do
    local list = ends(device) and ended or kept
    list[#list + 1] = device
  end
  for _, device in ipairs(ended) do redis.call('DEL', key_of(device.id), before_key_of(device.id)) end
  if #ended > 0 then save_list(kept) end
  return kept, ended
end

local function has(list, value)
  for _, each in ipairs(list) do
    if each == value then return true end
  end
  return false
end

local function view_device(device)
  return { device.id, device.name, device.terms, device.first, device.last, device.ttl }
end

local function view_devices(devices)
  local views = {}
  for place, device in ipairs(devices) do views[place] = view_device(device) end
  return views
end
`;
