import type { Type } from '@nestjs/common';
import { OwnFactorsController } from './own-factors.controller.js';
import { SecondFactorController } from './second-factor.controller.js';

/** The controllers of the second step's own routes; those of the user's factors stand before what takes any provider's name. */
export const SECOND_FACTOR_CONTROLLERS: readonly Type[] = [OwnFactorsController, SecondFactorController];
