import { GATES } from './gates.lua.js';
import { LOCK } from './lock.lua.js';
import { RECORDS } from './records.lua.js';
import { script } from './script.js';
import { VIEW } from './view.lua.js';

/** The script of {@link RedisPendingStore.verify}. */
export const VERIFY = script(
  'verify',
  /* lua */ `
-- Checks an answer: lock, charge, compare, consume (R08, R09, R10).
-- KEYS: sign-in, code, cooldown, failures, wait
-- ARGV: tries allowed, failures that lock, the failures' window in ms, the failure from which on they make wait, how many
--       waits there are, each in ms, how many gates would be right, each of them (0: those of the codes sent), the answer's
--       gates …
-- Returns: { 'gone' }, { 'locked' | 'waiting', ms, view }, { 'not_requested' | 'expired', 0, view }, { 'right', 0, view before } or
--          { 'wrong' | 'superseded' | 'spent', failures, view after the charge }
`,
  RECORDS,
  VIEW,
  LOCK,
  GATES,
  /* lua */ `
local max_tries, max_failures, window = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local waits_from, place = tonumber(ARGV[4]), 6 + tonumber(ARGV[5])
local first_gate = place + 1 + tonumber(ARGV[place])
local expected = first_gate > place + 1 and { unpack(ARGV, place + 1, first_gate - 1) }
local sign_in = load_sign_in()
if not sign_in then return { 'gone' } end
local code = load_code()
local why, wait = hindrance(max_failures, 0)
if why then return { why, wait, view(sign_in, code) } end
if not expected and #sign_in.gates == 0 then return { 'not_requested', 0, view(sign_in, code) } end
if not expected and not code then return { 'expired', 0, view(sign_in, code) } end

-- Charged before anything is compared (R09): a server that is full or read-only stops here, and judges no guess that it
-- cannot count.
local before = view(sign_in, code)
sign_in.tries = sign_in.tries + 1
save_sign_in(sign_in, 'KEEPTTL')
local count = charge_failure(window, max_failures, waits_from, { unpack(ARGV, 6, place - 1) })

local given = { unpack(ARGV, first_gate) }
local verdict = expected and judge_any(given, expected) or judge(given, sign_in.gates)
if verdict == 'right' then
  redis.call('DEL', SIGN_IN, CODE, COOLDOWN)
  give_back_failure()
  return { 'right', 0, before }
end
local after = view(sign_in, code)
if sign_in.tries < max_tries then return { verdict, count, after } end
redis.call('DEL', SIGN_IN, CODE, COOLDOWN)
return { 'spent', count, after }
`,
);
