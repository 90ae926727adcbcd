import type { ExecutionContext } from '@nestjs/common';
import { SECOND_FACTOR_CONTROLLERS } from './second-factor.controllers.js';

/**
 * Whether a handler is one of the second step's own: a host's authentication guard must let these through, as they serve
 * visitors who are not signed in yet and guard themselves.
 */
export function isSecondFactorRoute(context: ExecutionContext): boolean {
  return SECOND_FACTOR_CONTROLLERS.includes(context.getClass());
}
