import { type StepUpDemand, type StepUpOptions, stepUpDemand } from '@countersign/http';
import { Reflector } from '@nestjs/core';

/**
 * Asks for a fresh second factor before a handler runs (R66, RFC 9470): an older proof, or one by another method than it
 * names, is refused with `step_up_required`. Where the policy asks for no second factor it asks for none either.
 * @throws TypeError for an age out of bounds or methods unheard of, when the class is loaded.
 */
export const StepUp = Reflector.createDecorator<StepUpOptions | undefined, StepUpDemand>({
  key: 'countersign:step-up',
  transform: stepUpDemand,
});
