import { RECORDS } from './records.lua.js';
import { script } from './script.js';
import { VIEW } from './view.lua.js';

/** The script of {@link RedisPendingStore.aim}. */
export const AIM = script(
  'aim',
  /* lua */ `
-- Has a sign-in answered by something else than the code that was sent.
-- KEYS: sign-in, code, cooldown, failures, wait
-- ARGV: target
-- Returns: { 'gone' } or { 'open', 0, view }
`,
  RECORDS,
  VIEW,
  /* lua */ `
local sign_in = load_sign_in()
if not sign_in then return { 'gone' } end
redis.call('DEL', CODE)
sign_in.target = ARGV[1]
save_sign_in(sign_in, 'KEEPTTL')
return { 'open', 0, view(sign_in) }
`,
);
