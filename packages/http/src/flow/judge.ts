import { SecondFactorError } from '@countersign/core';
import { callerOf } from '../requests/caller-of.js';
import { exemptIn } from '../requests/exemption.js';
import type { WebRequest } from '../requests/web-request.js';
import type { WebContext } from '../web-options.js';
import { guardError } from './guard-error.js';
import type { StepUpDemand } from './step-up-demand.js';

/**
 * Why a guard refuses a request, if it does: nobody is signed in, the second step is missing, or it was taken too long ago
 * (R42, R66). Makes no round trip.
 * @param asked - how old the proof may be, and by which methods, for a step-up; any when absent.
 */
export async function judge<User>(
  web: WebContext<User>,
  request: WebRequest<User>,
  asked?: StepUpDemand,
): Promise<SecondFactorError | undefined> {
  const { user, assurance } = request;
  if (user === undefined) return guardError(web, { status: 'required' });
  try {
    const exempt = exemptIn(web.exemptions, request, user);
    const demand = Object.assign({}, asked, { exempt, caller: () => callerOf(web, request) });
    const standing = await web.secondFactor.standing(user, assurance, demand);
    return standing.status === 'satisfied' ? undefined : guardError(web, standing, asked);
  } catch (error) {
    if (error instanceof SecondFactorError) return error;
    throw error;
  }
}
