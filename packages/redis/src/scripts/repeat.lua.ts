import { LOCK } from './lock.lua.js';
import { QUOTA } from './quota.lua.js';
import { RECORDS } from './records.lua.js';
import { script } from './script.js';
import { VIEW } from './view.lua.js';

/** The script of {@link RedisPendingStore.repeat}. */
export const REPEAT = script(
  'repeat',
  /* lua */ `
-- Charges one more send of the live code, which stays as it is, while its message is worth another (R23, R24, R28).
-- KEYS: sign-in, code, cooldown, failures, wait, a counter for each window of the code's quotas
-- ARGV: failures that lock, sends allowed, reference of the code meant, which send of the sign-in it was, limit and length in
--       ms of each window, what may have become of the message beside nothing …
-- Returns: { 'gone' | 'settled' }, { 'locked' | 'waiting' | 'too_many', ms }, { 'full', ms, false, place of the window that is full } or
--          { 'charged', 0, view before, counts }
`,
  RECORDS,
  VIEW,
  LOCK,
  QUOTA,
  /* lua */ `
local max_failures, max_sends, reference, send = tonumber(ARGV[1]), tonumber(ARGV[2]), ARGV[3], tonumber(ARGV[4])
local windows = windows_of(6, 5)
local function curable(delivery)
  if not delivery then return true end
  for i = 5 + 2 * #windows, #ARGV do
    if delivery == ARGV[i] then return true end
  end
  return false
end

local sign_in = load_sign_in()
if not sign_in then return { 'gone' } end
local code = load_code()
if not code or code.reference ~= reference or #sign_in.gates ~= send then return { 'settled' } end
if not curable(code.delivery) then return { 'settled' } end
local why, wait = hindrance(max_failures, code.ttl)
if why then return { why, wait } end
if send >= max_sends then return { 'too_many', sign_in.ttl } end
local full_for, place = quota_wait(windows)
if full_for > 0 then return { 'full', full_for, false, place } end

local before = view(sign_in, code)
local counts = charge_quota(windows)
-- The gate once more: their number is the number of sends.
table.insert(sign_in.gates, sign_in.gates[send])
save_sign_in(sign_in, 'KEEPTTL')
code.delivery = false
save_code(code, 'KEEPTTL')
return { 'charged', 0, before, counts }
`,
);
