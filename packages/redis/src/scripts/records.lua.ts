/**
 * Lua: reads and writes the two records. Every script starts with it.
 *
 * | record | |
 * |---|---|
 * | sign-in | MessagePack values, one after another: details, target or false, tries, gates … |
 * | code | the second of its sending in four bytes, reference in two, mac in 22, and what became of it, after a space |
 *
 * `details` and `target` are opaque here (see `sign-in-texts.ts`). The gates are those of all codes sent, the live one
 * last: their number is the number of sends. A code of 28 bytes is the longest that Redis keeps in 48, and a sign-in of 124 in
 * 128: what is more takes another 16 or 32 at once.
 */
export const RECORDS = /* lua */ `
local SIGN_IN, CODE, COOLDOWN, FAILURES, WAIT = unpack(KEYS, 1, 5)

-- What is missing, of another type or without expiry is no record of ours: nil, never an error.
local function load_record(key)
  local packed = redis.pcall('GET', key)
  if type(packed) ~= 'string' then return nil end
  local ttl = redis.call('PTTL', key)
  if ttl < 0 then return nil end
  -- In its last millisecond a key has a PTTL of 0, to which none may be set.
  return packed, math.max(ttl, 1)
end

-- Of a text that cannot be unpacked there are no tries.
local function sign_in_of(ttl, _, details, target, tries, ...)
  if type(details) ~= 'string' or type(tries) ~= 'number' then return nil end
  if target ~= false and type(target) ~= 'string' then return nil end
  local gates = { ... }
  for _, gate in ipairs(gates) do
    if type(gate) ~= 'string' then return nil end
  end
  return { details = details, target = target, tries = tries, gates = gates, ttl = ttl }
end

local function load_sign_in()
  local packed, ttl = load_record(SIGN_IN)
  return packed and sign_in_of(ttl, pcall(cmsgpack.unpack, packed))
end

local CODE_FORM, CODE_LENGTH = '>I4c2c22', 28

local function load_code()
  local packed, ttl = load_record(CODE)
  if not packed then return nil end
  local _, last = string.find(packed, '^[%w_-]*', 5)
  if last ~= CODE_LENGTH or not string.find(packed, '^ ?[%l_ ]*$', last + 1) then return nil end
  local sent_at, reference, mac = struct.unpack(CODE_FORM, packed)
  local delivery = #packed > last and string.sub(packed, last + 2)
  return { reference = reference, mac = mac, sent_at = sent_at, delivery = delivery, ttl = ttl }
end

-- A record is written with its expiry (R03): a new one with 'PX' and milliseconds, an old one with 'KEEPTTL'.
local function save_sign_in(sign_in, ...)
  local packed = cmsgpack.pack(sign_in.details, sign_in.target, sign_in.tries, unpack(sign_in.gates))
  redis.call('SET', SIGN_IN, packed, ...)
end

local function save_code(code, ...)
  local packed = struct.pack(CODE_FORM, code.sent_at, code.reference, code.mac)
  redis.call('SET', CODE, code.delivery and packed .. ' ' .. code.delivery or packed, ...)
end
`;
