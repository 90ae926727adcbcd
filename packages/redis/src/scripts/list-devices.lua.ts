import { DEVICES } from './devices.lua.js';
import { script } from './script.js';

/** The script of {@link RedisPendingStore.devices}. */
export const LIST_DEVICES = script(
  'list-devices',
  /* lua */ `
-- Reads the devices that a subject has. Changes nothing.
-- KEYS: list of devices
-- ARGV: none
-- Returns: the devices, oldest first
`,
  DEVICES,
  /* lua */ `
return view_devices(load_devices())
`,
);
