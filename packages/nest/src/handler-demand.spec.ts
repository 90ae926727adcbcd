import { describe, expect, test } from '@jest/globals';
import { Reflector } from '@nestjs/core';
import { HandlerDemands } from './handler-demand.js';
import { SkipSecondFactor } from './skip-second-factor.decorator.js';
import { StepUp } from './step-up.decorator.js';

class Shut {
  list(): string {
    return 'listed';
  }

  @StepUp({ maxAgeSeconds: 60 })
  change(): string {
    return 'changed';
  }
}

@SkipSecondFactor()
class Open extends Shut {}

describe('what a handler asks', () => {
  const reflector = new Reflector();
  const { list, change } = Shut.prototype;

  test.each([
    ['the open class first', [Open, Shut]],
    ['the shut class first', [Shut, Open]],
  ])('R42: a handler that two classes share is open in that alone which opens it: %s', (_, types) => {
    const demands = new HandlerDemands();
    // Twice: read, and then known.
    for (const type of [...types, ...types]) {
      expect(demands.of(reflector, list, type)).toEqual({
        isOpen: type === Open,
        stepUp: undefined,
        approval: undefined,
      });
      expect(demands.of(reflector, change, type)).toMatchObject({ stepUp: { maxAgeSeconds: 60 } });
    }
  });
});
