import { DEVICES } from './devices.lua.js';
import { script } from './script.js';

/** The script of {@link RedisPendingStore.revokeDevice} and {@link RedisPendingStore.revokeDevices}. */
export const REVOKE_DEVICES = script(
  'revoke-devices',
  /* lua */ `
-- Ends the trust in devices.
-- KEYS: list of devices
-- ARGV: the ids of those that are meant; all of them when there is none
-- Returns: those that there were
`,
  DEVICES,
  /* lua */ `
local devices = load_devices()
local _, ended = end_devices(devices, function(device) return #ARGV == 0 or has(ARGV, device.id) end)
if #ARGV == 0 then redis.call('DEL', LIST) end
return view_devices(ended)
`,
);
