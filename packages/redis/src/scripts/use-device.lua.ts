import { DEVICES } from './devices.lua.js';
import { FAILURE_COUNT } from './failure-count.lua.js';
import { script } from './script.js';

/** The script of {@link RedisPendingStore.useDevice}. */
export const USE_DEVICE = script(
  'use-device',
  /* lua */ `
-- Looks at the value that a browser presents, and puts the next one in its place (R52). Leaves the device's expiry alone (R51).
-- The value before is no theft for a moment: whoever presents it is not let in, and nothing changes. Nor is anybody whose
-- second step is locked (R12).
-- KEYS: list of devices, failures
-- ARGV: id, hash of the value, hash of the next one, for how many ms the value before is a twin, failures that lock, the terms
--       that hold now …
-- Returns: { 'unknown' } or { 'used' | 'twin' | 'locked' | 'stolen' | 'outdated', device }
`,
  DEVICES,
  /* lua */ `
local FAILURES = KEYS[2]
`,
  FAILURE_COUNT,
  /* lua */ `
local id, hash, next_hash, twin_for, max_failures = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4]), tonumber(ARGV[5])
local hold = { unpack(ARGV, 6) }
local devices = load_devices()
local device
for _, each in ipairs(devices) do
  if each.id == id then device = each end
end
if not device then return { 'unknown' } end
local holds = has(hold, device.terms)
if holds and redis.pcall('GET', before_key_of(id)) == hash then return { 'twin', view_device(device) } end
local stolen = device.hash ~= hash
if stolen or not holds then
  end_devices(devices, function(each) return each == device end)
  return { stolen and 'stolen' or 'outdated', view_device(device) }
end
if failures() >= max_failures then return { 'locked', view_device(device) } end
redis.call('SET', before_key_of(id), hash, 'PX', math.min(twin_for, device.ttl))
device.hash, device.last = next_hash, now()
save_device(device, 'KEEPTTL')
return { 'used', view_device(device) }
`,
);
