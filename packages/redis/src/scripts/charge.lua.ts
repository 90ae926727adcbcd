import { QUOTA } from './quota.lua.js';
import { script } from './script.js';

/** The script of {@link RedisPendingStore.charge}, for one quota. */
export const CHARGE = script(
  'charge',
  /* lua */ `
-- Charges one send to a quota, in all its windows or in none (R24, R25).
-- KEYS: a counter for each window, all of one owner
-- ARGV: limit and length in ms of each window
-- Returns: { 'refused', ms } or { 'charged', 0, counts after it }
`,
  QUOTA,
  /* lua */ `
local windows = windows_of(1, 1, #KEYS)
local wait = quota_wait(windows)
if wait > 0 then return { 'refused', wait } end
return { 'charged', 0, charge_quota(windows) }
`,
);

/** The script of {@link RedisPendingStore.refund}, for one quota. */
export const REFUND = script(
  'refund',
  /* lua */ `
-- Takes one charge of a quota back.
-- KEYS, ARGV: as of 'charge'
-- Returns: 1
`,
  QUOTA,
  /* lua */ `
refund_quota(windows_of(1, 1, #KEYS))
return 1
`,
);
