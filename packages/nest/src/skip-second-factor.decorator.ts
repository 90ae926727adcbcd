import { Reflector } from '@nestjs/core';

/**
 * Opens a handler, or a controller, to visitors who have not taken the second step: log-in, log-out, health. Everything
 * else stays shut behind `SecondFactorGuard`.
 *
 * @example
 * \@SkipSecondFactor()
 * \@Get('healthz')
 */
export const SkipSecondFactor = Reflector.createDecorator<true | undefined, true>({
  key: 'countersign:skip',
  transform: () => true,
});
