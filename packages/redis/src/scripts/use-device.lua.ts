import { DEVICES } from './devices.lua.js';
import { script } from './script.js';

/** The script of {@link RedisPendingStore.useDevice}. */
export const USE_DEVICE = script(
  'use-device',
  /* lua */ `
-- Looks at the value that a browser presents, and puts the next one in its place (R52). Leaves the device's expiry alone (R51).
-- KEYS: list of devices
-- ARGV: id, hash of the value, hash of the next one, the terms that hold now …
-- Returns: { 'unknown' } or { 'used' | 'stolen' | 'outdated', device }
`,
  DEVICES,
  /* lua */ `
local id, hash, next_hash, hold = ARGV[1], ARGV[2], ARGV[3], { unpack(ARGV, 4) }
local devices = load_devices()
local device
for _, each in ipairs(devices) do
  if each.id == id then device = each end
end
if not device then return { 'unknown' } end
local stolen = device.hash ~= hash
if stolen or not has(hold, device.terms) then
  end_devices(devices, function(each) return each == device end)
  return { stolen and 'stolen' or 'outdated', view_device(device) }
end
device.hash, device.last = next_hash, now()
save_device(device, 'KEEPTTL')
return { 'used', view_device(device) }
`,
);
