import { type StepUpOptions, stepUpAge } from '@countersign/http';
import { Reflector } from '@nestjs/core';

/**
 * Asks for a fresh second factor before a handler runs (R66, RFC 9470): an older proof is refused with
 * `step_up_required`. Where the policy asks for no second factor it asks for none either.
 * @throws TypeError for an age out of bounds, when the class is loaded.
 */
export const StepUp = Reflector.createDecorator<StepUpOptions | undefined, number>({
  key: 'countersign:step-up',
  transform: stepUpAge,
});
