import { PasskeyController } from './passkey.controller.js';
import { SecondFactorController } from './second-factor.controller.js';
import { TrustedDevicesController } from './trusted-devices.controller.js';

/** All controllers of the second step. */
export const SECOND_FACTOR_CONTROLLERS = [SecondFactorController, PasskeyController, TrustedDevicesController] as const;
