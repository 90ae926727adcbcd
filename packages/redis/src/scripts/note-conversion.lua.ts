import { script } from './script.js';

/** The script of {@link RedisPendingStore.noteConversion}. */
export const NOTE_CONVERSION = script(
  'note-conversion',
  /* lua */ `
-- Counts codes that were sent and that came back, of a block of numbers and of its dial code (R29). Pauses the block.
-- KEYS: tally of the dial code, tally of the block, the counter that a pause fills
-- ARGV: sent, verified, window in ms, codes below which nothing is said, share that has to come back, strangers that are a
--       run, how far they reach, pause in ms, what fills the counter, how many strangers, their places …, places proved …
-- Returns: { of, cause, sent, verified } for each thing noticed
`,
  /* lua */ `
local sent, verified, window = tonumber(ARGV[1]), tonumber(ARGV[2]), ARGV[3]
local least_sent, least_share = tonumber(ARGV[4]), tonumber(ARGV[5])
local run_length, run_reach, pause = tonumber(ARGV[6]), tonumber(ARGV[7]), tonumber(ARGV[8])
local last_stranger = 10 + tonumber(ARGV[10])
local noticed = {}

-- A tally is a MessagePack array: sent, verified, what was noticed, places of strangers. One that cannot be read starts anew.
local function load(key)
  local packed = redis.pcall('GET', key)
  local readable, tally = pcall(cmsgpack.unpack, packed)
  local whole = readable and type(tally) == 'table' and type(tally[3]) == 'table' and type(tally[4]) == 'table'
  if whole and redis.call('PTTL', key) > 0 then return tally, { 'KEEPTTL' } end
  return { 0, 0, {}, {} }, { 'PX', window }
end

-- Once a window.
local function notice(tally, of, cause, holds)
  if not holds or tally[3][cause] then return end
  tally[3][cause] = true
  table.insert(noticed, { of, cause, tally[1], tally[2] })
end

local function count(tally)
  tally[1], tally[2] = tally[1] + sent, tally[2] + verified
end

local function is_low(tally)
  return tally[1] >= least_sent and tally[2] < tally[1] * least_share
end

-- Strangers are numbers to which codes have gone and from which none has come back.
local function place(tally)
  local strangers = {}
  for _, known in ipairs(tally[4]) do strangers[known] = true end
  for i = 11, last_stranger do strangers[tonumber(ARGV[i])] = true end
  for i = last_stranger + 1, #ARGV do strangers[tonumber(ARGV[i])] = nil end
  tally[4] = {}
  for stranger in pairs(strangers) do table.insert(tally[4], stranger) end
end

local function has_run(tally)
  for i = 11, last_stranger do
    local near = 0
    for _, other in ipairs(tally[4]) do
      if math.abs(other - tonumber(ARGV[i])) <= run_reach then near = near + 1 end
    end
    if near >= run_length then return true end
  end
  return false
end

local of_code, code_expiry = load(KEYS[1])
count(of_code)
notice(of_code, 'dial_code', 'conversion', is_low(of_code))
redis.call('SET', KEYS[1], cmsgpack.pack(of_code), unpack(code_expiry))

local of_block, block_expiry = load(KEYS[2])
count(of_block)
place(of_block)
local before = #noticed
notice(of_block, 'block', 'conversion', is_low(of_block))
notice(of_block, 'block', 'adjacent', has_run(of_block))
redis.call('SET', KEYS[2], cmsgpack.pack(of_block), unpack(block_expiry))
if pause > 0 and #noticed > before then redis.call('SET', KEYS[3], ARGV[9], 'PX', pause) end
return noticed
`,
);
