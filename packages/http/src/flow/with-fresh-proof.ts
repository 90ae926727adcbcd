import { SecondFactorError } from '@countersign/core';
import type { WebRequest } from '../requests/web-request.js';
import type { WebContext } from '../web-options.js';
import { ledTo } from './led-to.js';

/**
 * Runs a step of a signed-in user for which core asks fresh proofs. Where one is missing, the refusal says where to get it, and a
 * browser comes back to the user's factors (R34).
 * @throws SecondFactorError
 */
export async function withFreshProof<User, Value>(
  web: WebContext<User>,
  request: WebRequest<User>,
  step: (user: User) => Promise<Value>,
): Promise<Value> {
  try {
    if (request.user === undefined) throw new SecondFactorError('second_factor_required');
    return await step(request.user);
  } catch (error) {
    const isLed = error instanceof SecondFactorError && LED.includes(error.code);
    throw isLed ? ledTo(web, request, error, `${web.page().basePath}/factors`) : error;
  }
}

const LED: readonly SecondFactorError['code'][] = ['step_up_required', 'second_factor_required'];
