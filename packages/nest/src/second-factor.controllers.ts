import type { Type } from '@nestjs/common';
import { OwnFactorsController } from './own-factors.controller.js';
import { PasskeyController } from './passkey.controller.js';
import { RecoveryCodesController } from './recovery-codes.controller.js';
import { SecondFactorController } from './second-factor.controller.js';
import { TrustedDevicesController } from './trusted-devices.controller.js';

/** All controllers of the second step. Those of the user's factors stand before what takes any provider's name. */
export const SECOND_FACTOR_CONTROLLERS: readonly Type[] = [
  OwnFactorsController,
  SecondFactorController,
  PasskeyController,
  RecoveryCodesController,
  TrustedDevicesController,
];
