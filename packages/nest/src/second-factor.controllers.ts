import { SecondFactorController } from './second-factor.controller.js';
import { TrustedDevicesController } from './trusted-devices.controller.js';

/** All controllers of the second step. */
export const SECOND_FACTOR_CONTROLLERS = [SecondFactorController, TrustedDevicesController] as const;
