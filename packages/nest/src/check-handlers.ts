import type { Reflector } from '@nestjs/core';
import { isSkipped, namesOurGuard } from './guarding.js';
import type { Handler } from './handlers.js';
import { patternOf, socketMessageOf } from './transport-metadata.js';

const SOCKET = `takes messages of a gateway without the second step. Name the guard on the class or the method, with \
@UseGuards(SecondFactorGuard): a global guard is not sure to reach it. Or open it with @SkipSecondFactor().`;
const PATTERN = `takes messages of a microservice, where nobody is logged in and no second step can be asked for. Open it \
with @SkipSecondFactor() and let nobody but your own services send to it, or move it into an application of its own.`;

/**
 * Stops the start over handlers that a global guard may miss, and that say nothing of the second step themselves (R42): no
 * door is left open by an oversight.
 * @throws Error that names each and what to do
 */
export function checkHandlers(handlers: readonly Handler[], reflector: Reflector): void {
  const problems = handlers.flatMap((handler) => {
    const problem = isSkipped(reflector, handler) ? undefined : problemOf(handler);
    return problem === undefined ? [] : [`${handler.type.name}.${handler.name} ${problem}`];
  });
  if (problems.length > 0) throw new Error(`Countersign: ${problems.join('\n')}`);
}

function problemOf(handler: Handler): string | undefined {
  if (patternOf(handler) !== undefined) return PATTERN;
  return socketMessageOf(handler) === undefined || namesOurGuard(handler) ? undefined : SOCKET;
}
