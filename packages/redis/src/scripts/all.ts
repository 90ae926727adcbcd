import { AIM } from './aim.lua.js';
import { CHARGE, REFUND } from './charge.lua.js';
import { COUNT_FAILURES } from './count-failures.lua.js';
import { GIVE_BACK } from './give-back.lua.js';
import { GRANT_DEVICE } from './grant-device.lua.js';
import { ISSUE } from './issue.lua.js';
import { KEEP } from './keep.lua.js';
import { LIST_DEVICES } from './list-devices.lua.js';
import { NOTE_CONVERSION } from './note-conversion.lua.js';
import { NOTE_DELIVERY } from './note-delivery.lua.js';
import { OPEN } from './open.lua.js';
import { READ } from './read.lua.js';
import { REPEAT } from './repeat.lua.js';
import { REVOKE_DEVICES } from './revoke-devices.lua.js';
import type { Script } from './script.js';
import { TAKE } from './take.lua.js';
import { USE_DEVICE } from './use-device.lua.js';
import { VERIFY } from './verify.lua.js';
import { WITHDRAW } from './withdraw.lua.js';

/** Every script of the store, by its operation. Closing needs none: it is one `DEL`. */
export const SCRIPTS = {
  open: OPEN,
  aim: AIM,
  read: READ,
  issue: ISSUE,
  repeat: REPEAT,
  verify: VERIFY,
  noteDelivery: NOTE_DELIVERY,
  noteConversion: NOTE_CONVERSION,
  countFailures: COUNT_FAILURES,
  giveBack: GIVE_BACK,
  charge: CHARGE,
  refund: REFUND,
  withdraw: WITHDRAW,
  keep: KEEP,
  take: TAKE,
  grantDevice: GRANT_DEVICE,
  useDevice: USE_DEVICE,
  listDevices: LIST_DEVICES,
  revokeDevices: REVOKE_DEVICES,
} satisfies Record<string, Script>;
