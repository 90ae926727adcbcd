import { SecondFactorError, type Standing } from '@countersign/core';
import type { WebContext } from '../web-options.js';
import type { StepUpDemand } from './step-up-demand.js';

/**
 * Why a guard refuses: the second step is missing, or was taken too long ago (R42, R66). Where to go is a path of ours.
 */
export function guardError<User>(
  web: WebContext<User>,
  { status }: Pick<Exclude<Standing, { status: 'satisfied' }>, 'status'>,
  demand?: StepUpDemand,
): SecondFactorError {
  const next = web.page().basePath;
  return status === 'required'
    ? new SecondFactorError('second_factor_required', { next })
    : new SecondFactorError('step_up_required', { next, ...demand });
}
