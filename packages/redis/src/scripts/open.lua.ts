import { LOCK } from './lock.lua.js';
import { QUOTA } from './quota.lua.js';
import { RECORDS } from './records.lua.js';
import { script } from './script.js';
import { SEND } from './send.lua.js';
import { VIEW } from './view.lua.js';

/** The script of {@link RedisPendingStore.open}. */
export const OPEN = script(
  'open',
  /* lua */ `
-- Opens a pending sign-in and, when a code is given, issues its first code.
-- KEYS: sign-in, code, cooldown, failures, a counter of the subject's sends for each window
-- ARGV: failures that lock, the sign-in's life in ms, details, limit and length in ms of each window;
--       with a code also: gate, mac, reference, target, its life in ms, waits in ms …
-- Returns: { 'locked', ms } or { 'opened', 0, view }
`,
  RECORDS,
  VIEW,
  LOCK,
  QUOTA,
  SEND,
  /* lua */ `
local max_failures, life, details = tonumber(ARGV[1]), tonumber(ARGV[2]), ARGV[3]
local wait = locked_for(max_failures)
if wait then return { 'locked', wait } end

local sign_in = { details = details, target = false, tries = 0, gates = {}, ttl = life }
local windows = windows_of(5, 4, #KEYS - 4)
local first = 4 + 2 * #windows
local code = ARGV[first] and quota_wait(windows) == 0 and send(sign_in, first)
if code then charge_quota(windows) end
save_sign_in(sign_in, 'PX', life)
return { 'opened', 0, view(sign_in, code) }
`,
);
