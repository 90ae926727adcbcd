import { QUOTA } from './quota.lua.js';
import { RECORDS } from './records.lua.js';
import { script } from './script.js';
import { SEND } from './send.lua.js';
import { VIEW } from './view.lua.js';

/** Takes back what 'open' or 'issue' has just issued, when a quota that a Cluster keeps elsewhere had no room. */
export const WITHDRAW = script(
  'withdraw',
  /* lua */ `
-- Puts a sign-in back as it was before its last code, tries apart, so that a full quota kills no live code.
-- KEYS: sign-in, code, cooldown, failures, wait, the counters of the subject's sends that were charged
-- ARGV: the gate that was issued, ms until the quota has room, the target before or '', and of the code before, if one was
--       live: reference, mac, second of its sending, delivery or '', ms that it had left when the other was issued, ms that
--       the other had left then
-- Returns: { 'gone' } or { 'full', ms, view }
`,
  RECORDS,
  VIEW,
  QUOTA,
  SEND,
  /* lua */ `
local gate, wait, target = ARGV[1], tonumber(ARGV[2]), ARGV[3]
local reference, mac, sent_at, delivery, left, left_of_issued = unpack(ARGV, 4, 9)
refund_quota(6)
local sign_in = load_sign_in()
if not sign_in then return { 'gone' } end
local issued = load_code()

-- Of another gate is a code that has been sent meanwhile: that one stays.
if sign_in.gates[#sign_in.gates] ~= gate then return { 'full', wait, view(sign_in, issued) } end
table.remove(sign_in.gates)
sign_in.target = target ~= '' and target
save_sign_in(sign_in, 'KEEPTTL')
redis.call('DEL', CODE)
local life = reference and issued and tonumber(left) - (tonumber(left_of_issued) - issued.ttl) or 0
if life > 0 then
  local before = { reference = reference, mac = mac, sent_at = tonumber(sent_at), delivery = delivery ~= '' and delivery }
  save_code(before, 'PX', life)
end
pause(sign_in, wait)
return { 'full', wait, view(sign_in, load_code()) }
`,
);
