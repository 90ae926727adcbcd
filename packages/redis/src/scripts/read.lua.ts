import { RECORDS } from './records.lua.js';
import { script } from './script.js';
import { VIEW } from './view.lua.js';

/** The script of {@link RedisPendingStore.read}. */
export const READ = script(
  'read',
  /* lua */ `
-- Reads a pending sign-in. Changes nothing.
-- KEYS: sign-in, code, cooldown, failures, wait
-- ARGV: none
-- Returns: { 'gone' } or { 'open', 0, view }
`,
  RECORDS,
  VIEW,
  /* lua */ `
local sign_in = load_sign_in()
if not sign_in then return { 'gone' } end
return { 'open', 0, view(sign_in, load_code()) }
`,
);
