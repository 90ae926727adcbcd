/**
 * Lua: reads and writes the two records. Every script starts with it.
 *
 * | record | MessagePack array |
 * |---|---|
 * | sign-in | details, target or false, tries, gates |
 * | code | reference, mac, sentAt, delivery or false |
 *
 * `details` and `target` are opaque here (see `sign-in-texts.ts`). The gates are those of all codes sent, the live one
 * last: their number is the number of sends.
 */
export const RECORDS = /* lua */ `
local SIGN_IN, CODE, COOLDOWN, FAILURES, WAIT = unpack(KEYS, 1, 5)

-- What is missing, of another type, unreadable or without expiry is no record of ours: nil, never an error.
local function load_record(key)
  local packed = redis.pcall('GET', key)
  if type(packed) ~= 'string' then return nil end
  local readable, record = pcall(cmsgpack.unpack, packed)
  local ttl = redis.call('PTTL', key)
  if not readable or type(record) ~= 'table' or ttl < 0 then return nil end
  -- In its last millisecond a key has a PTTL of 0, to which none may be set.
  return record, math.max(ttl, 1)
end

local function load_sign_in()
  local record, ttl = load_record(SIGN_IN)
  if not record then return nil end
  local details, target, tries, gates = unpack(record, 1, 4)
  if type(details) ~= 'string' or type(tries) ~= 'number' or type(gates) ~= 'table' then return nil end
  if target ~= false and type(target) ~= 'string' then return nil end
  for _, gate in ipairs(gates) do
    if type(gate) ~= 'string' then return nil end
  end
  return { details = details, target = target, tries = tries, gates = gates, ttl = ttl }
end

local function load_code()
  local record, ttl = load_record(CODE)
  if not record then return nil end
  local reference, mac, sent_at, delivery = unpack(record, 1, 4)
  if type(reference) ~= 'string' or type(mac) ~= 'string' or type(sent_at) ~= 'number' then return nil end
  if delivery ~= false and type(delivery) ~= 'string' then return nil end
  return { reference = reference, mac = mac, sent_at = sent_at, delivery = delivery, ttl = ttl }
end

-- A record is written with its expiry (R03): a new one with 'PX' and milliseconds, an old one with 'KEEPTTL'.
local function save_sign_in(sign_in, ...)
  local packed = cmsgpack.pack({ sign_in.details, sign_in.target, sign_in.tries, sign_in.gates })
  redis.call('SET', SIGN_IN, packed, ...)
end

local function save_code(code, ...)
  redis.call('SET', CODE, cmsgpack.pack({ code.reference, code.mac, code.sent_at, code.delivery }), ...)
end
`;
