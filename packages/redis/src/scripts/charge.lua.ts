import { QUOTA } from './quota.lua.js';
import { script } from './script.js';

/** Charges one quota, where a Cluster keeps it apart from the sign-in. */
export const CHARGE = script(
  'charge',
  /* lua */ `
-- Charges one send to a quota, in all its windows or in none (R24, R25).
-- KEYS: a counter for each window, all of one owner
-- ARGV: limit and length in ms of each window
-- Returns: { 'full', ms } or { 'charged', 0, counts after it }
`,
  QUOTA,
  /* lua */ `
local windows = windows_of(1, 1)
local wait = quota_wait(windows)
if wait > 0 then return { 'full', wait } end
return { 'charged', 0, charge_quota(windows) }
`,
);

/** Takes a charge of one quota back, of a send that was refused before any provider was asked. */
export const REFUND = script(
  'refund',
  /* lua */ `
-- Takes one charge of a quota back. What has expired stays so.
-- KEYS: as of 'charge'
-- ARGV: none
-- Returns: 1
`,
  QUOTA,
  /* lua */ `
refund_quota(1)
return 1
`,
);
