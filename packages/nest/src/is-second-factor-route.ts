import type { ExecutionContext } from '@nestjs/common';
import { CONTROLLERS } from './controllers.js';

/**
 * Whether a handler is one of the second step's own: a host's authentication guard must let these through, as they serve
 * visitors who are not signed in yet and guard themselves.
 */
export function isSecondFactorRoute(context: ExecutionContext): boolean {
  return CONTROLLERS.some((controller) => controller === context.getClass());
}
