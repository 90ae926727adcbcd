import { CHARGE, REFUND } from './charge.lua.js';
import { CLOSE } from './close.lua.js';
import { ISSUE } from './issue.lua.js';
import { NOTE_CONVERSION } from './note-conversion.lua.js';
import { NOTE_DELIVERY } from './note-delivery.lua.js';
import { OPEN } from './open.lua.js';
import { READ } from './read.lua.js';
import { REPEAT } from './repeat.lua.js';
import type { Script } from './script.js';
import { VERIFY } from './verify.lua.js';
import { WITHDRAW } from './withdraw.lua.js';

/** Every script of the store, by its operation. */
export const SCRIPTS = {
  open: OPEN,
  read: READ,
  issue: ISSUE,
  repeat: REPEAT,
  verify: VERIFY,
  close: CLOSE,
  noteDelivery: NOTE_DELIVERY,
  noteConversion: NOTE_CONVERSION,
  charge: CHARGE,
  refund: REFUND,
  withdraw: WITHDRAW,
} satisfies Record<string, Script>;
