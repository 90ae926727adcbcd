import { RECORDS } from './records.lua.js';
import { script } from './script.js';

/** The script of {@link RedisPendingStore.noteDelivery}. */
export const NOTE_DELIVERY = script(
  'note-delivery',
  /* lua */ `
-- Notes what became of the live code's message: reports come twice and in any order. Leaves the code's expiry alone.
-- KEYS: sign-in, code, cooldown, failures, wait
-- ARGV: reference of the code meant, what became of it, which send of the sign-in is meant or ''
-- Returns: 1 when something new was noted; 0 when not, or that code is not live
`,
  RECORDS,
  /* lua */ `
local reference, delivery, send = ARGV[1], ARGV[2], tonumber(ARGV[3])
local code = load_code()
if not code or code.reference ~= reference then return 0 end
-- The reason may stand behind it.
local known = string.match(code.delivery or 'accepted', '^%a+')
local told = string.match(delivery, '^%a+')
if known == told or known == 'delivered' then return 0 end
if known == 'undelivered' and told ~= 'delivered' then return 0 end
-- Of a send that was repeated since, only that it arrived after all is news.
local sign_in = load_sign_in()
local newest = not send or (sign_in and #sign_in.gates == send)
if not newest and told ~= 'delivered' then return 0 end
code.delivery = told ~= 'accepted' and delivery
save_code(code, 'KEEPTTL')
return 1
`,
);
