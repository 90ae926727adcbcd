import type { Reflector } from '@nestjs/core';
import type { Handler } from './handlers.js';
import { guardsOf } from './route-metadata.js';
import { SecondFactorGuard } from './second-factor.guard.js';
import { SkipSecondFactor } from './skip-second-factor.decorator.js';

/** Whether a guard, or its class, is `SecondFactorGuard` or a host's that extends it. */
export function isOurGuard(guard: unknown): boolean {
  const type = typeof guard === 'function' ? guard.prototype : guard;
  return type instanceof SecondFactorGuard || guard === SecondFactorGuard;
}

/** Whether that guard is named on a handler or its class. */
export function namesOurGuard({ type, method }: Handler): boolean {
  return [type, method].some((target) => guardsOf(target).some(isOurGuard));
}

/** Whether `@SkipSecondFactor()` opens a handler. */
export function isSkipped(reflector: Reflector, { type, method }: Handler): boolean {
  return reflector.getAllAndOverride(SkipSecondFactor, [method, type]) === true;
}
