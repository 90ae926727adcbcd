import { LOCK } from './lock.lua.js';
import { NUMBERS } from './numbers.lua.js';
import { QUOTA } from './quota.lua.js';
import { RECORDS } from './records.lua.js';
import { script } from './script.js';
import { SEND } from './send.lua.js';
import { VIEW } from './view.lua.js';

/** The script of {@link RedisPendingStore.issue}. */
export const ISSUE = script(
  'issue',
  /* lua */ `
-- Charges one send and, if it is allowed, replaces the live code (R05, R23, R24, R28).
-- KEYS: sign-in, code, cooldown, failures, wait, numbers tried, a counter for each window of the code's quotas
-- ARGV: failures that lock, sends allowed, the number tried or '', how many different ones may be and for how many ms, limit
--       and length in ms of each window, gate, mac, reference, target, the code's
--       life in ms, waits in ms …
-- Returns: { 'gone' }, { 'locked' | 'waiting' | 'too_soon' | 'too_many', ms, view }, { 'full', ms, view, place of the window that is
--          full, 0 for the numbers } or { 'issued', 0, view, counts, view before }
`,
  RECORDS,
  VIEW,
  LOCK,
  QUOTA,
  NUMBERS,
  SEND,
  /* lua */ `
local max_failures, max_sends = tonumber(ARGV[1]), tonumber(ARGV[2])
local number, most_numbers, numbers_life = ARGV[3], tonumber(ARGV[4]), tonumber(ARGV[5])
local sign_in = load_sign_in()
if not sign_in then return { 'gone' } end
local code = load_code()

local function refuse(why, wait)
  return { why, wait, view(sign_in, code) }
end
local windows = windows_of(7, 6)
local first = 6 + 2 * #windows
local why, wait = hindrance(max_failures, tonumber(ARGV[first + 4]))
if why then return refuse(why, wait) end
if cooldown_left() > 0 then return refuse('too_soon', cooldown_left()) end
if #sign_in.gates >= max_sends then return refuse('too_many', sign_in.ttl) end
local full_for, place = number_wait(KEYS[6], number, most_numbers, numbers_life), 0
if full_for == 0 then full_for, place = quota_wait(windows) end
if full_for > 0 then
  pause(sign_in, full_for)
  return { 'full', full_for, view(sign_in, code), place }
end

local before = view(sign_in, code)
local counts = charge_quota(windows)
note_number(KEYS[6], number, numbers_life)
code = send(sign_in, first)
save_sign_in(sign_in, 'KEEPTTL')
return { 'issued', 0, view(sign_in, code), counts, before }
`,
);
