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
-- Opens a pending sign-in and, when a code is given, charges its send and issues it; without, where a quota is full.
-- KEYS: sign-in, code, cooldown, failures, wait, with a code also: a counter for each window of its quotas
-- ARGV: failures that lock, the sign-in's life in ms, details, with a code also: limit and length in ms of each window,
--       gate, mac, reference, target, its life in ms, waits in ms …
-- Returns: { 'locked' | 'waiting', ms }, { 'opened', 0, view, counts } or { 'full', ms, view, place of the window that is full }
`,
  RECORDS,
  VIEW,
  LOCK,
  QUOTA,
  SEND,
  /* lua */ `
local max_failures, life, details = tonumber(ARGV[1]), tonumber(ARGV[2]), ARGV[3]
local with_code = #ARGV > 3
local windows = with_code and windows_of(6, 4) or {}
local first = 4 + 2 * #windows
local why, wait = hindrance(max_failures, with_code and tonumber(ARGV[first + 4]) or life)
if why then return { why, wait } end

local sign_in = { details = details, target = false, tries = 0, gates = {}, ttl = life }
if not with_code then
  save_sign_in(sign_in, 'PX', life)
  return { 'opened', 0, view(sign_in), {} }
end
local full_for, place = quota_wait(windows)
if full_for > 0 then
  save_sign_in(sign_in, 'PX', life)
  pause(sign_in, full_for)
  return { 'full', full_for, view(sign_in), place }
end
local counts = charge_quota(windows)
local code = send(sign_in, first)
save_sign_in(sign_in, 'PX', life)
return { 'opened', 0, view(sign_in, code), counts }
`,
);
