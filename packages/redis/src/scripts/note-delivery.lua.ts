import { RECORDS } from './records.lua.js';
import { script } from './script.js';

/** The script of {@link RedisPendingStore.noteDelivery}. */
export const NOTE_DELIVERY = script(
  'note-delivery',
  /* lua */ `
-- Notes what became of the live code's message. Leaves the code's expiry alone.
-- KEYS: sign-in, code, cooldown, failures
-- ARGV: reference of the code meant, what became of it
-- Returns: 1 when noted, 0 when that code is not live
`,
  RECORDS,
  /* lua */ `
local reference, delivery = ARGV[1], ARGV[2]
local code = load_code()
if not code or code.reference ~= reference then return 0 end
code.delivery = delivery
save_code(code, 'KEEPTTL')
return 1
`,
);
