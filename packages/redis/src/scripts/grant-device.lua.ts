import { DEVICES } from './devices.lua.js';
import { script } from './script.js';

/** The script of {@link RedisPendingStore.grantDevice}. */
export const GRANT_DEVICE = script(
  'grant-device',
  /* lua */ `
-- Trusts a device, if there is room for another one (R53). Those that stand on what holds no more go first.
-- KEYS: list of devices
-- ARGV: id, hash, terms, name, its life in ms, how many there may be, how many terms hold now, each of them, the ids of those
--       that it replaces …
-- Returns: 1 when it is trusted, else 0
`,
  DEVICES,
  /* lua */ `
local id, hash, terms, name, life, most = ARGV[1], ARGV[2], ARGV[3], ARGV[4], tonumber(ARGV[5]), tonumber(ARGV[6])
local last_term = 7 + tonumber(ARGV[7])
local hold, replaced = { unpack(ARGV, 8, last_term) }, { unpack(ARGV, last_term + 1) }
local devices, unreadable = load_devices()
if unreadable then return 0 end
devices = end_devices(devices, function(device) return has(replaced, device.id) or not has(hold, device.terms) end)
if #devices >= most then return 0 end
local at = now()
local device = { id = id, hash = hash, terms = terms, name = name, first = at, last = at, ttl = life }
save_device(device, 'PX', life)
devices[#devices + 1] = device
save_list(devices)
return 1
`,
);
