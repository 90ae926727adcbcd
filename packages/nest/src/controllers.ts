import { PasskeyController } from './passkey.controller.js';
import { SecondFactorController } from './second-factor.controller.js';

/** All that have routes of the second step. */
export const CONTROLLERS = [SecondFactorController, PasskeyController] as const;
