import { type ApprovedAction, SecondFactorError } from '@countersign/core';
import { callerOf } from '../requests/caller-of.js';
import type { NodeStyleRequest, WebRequest } from '../requests/web-request.js';
import type { WebContext } from '../web-options.js';
import { heldSession } from './asked-step-up.js';
import { guardError } from './guard-error.js';
import { type StepUpDemand, stepUpDemand } from './step-up-demand.js';

/** An action that cannot be undone, and so needs a second factor that was proved for just this (R69). */
export interface ApprovalOptions<Request = NodeStyleRequest> {
  /** Its name, as `administrator.delete`. */
  readonly action: string;
  /**
   * All that it depends on, as plain data, of the framework's request: an approval counts for these values and no others.
   * @defaultValue method, URL and body
   */
  parameters?(request: Request): unknown;
  /** What the person is told that is approved, in at most 200 characters. @defaultValue nothing */
  description?(request: Request): string;
}

/** What a person reads before a code is sent. */
const LONGEST_DESCRIPTION = 200;

/**
 * Why a guard refuses an action that needs an approval, if it does: `step_up_required` with the `approval` that the step-up
 * is to be opened with. Uses the approval up: call it when everything else allows the action, right before it.
 * @throws TypeError for parameters that are no plain data, and for a body that nobody has read yet.
 */
export async function approve<User>(
  web: WebContext<User>,
  request: WebRequest<User>,
  options: ApprovalOptions,
  demand: StepUpDemand = stepUpDemand(),
): Promise<SecondFactorError | undefined> {
  const { user, assurance } = request;
  if (user === undefined) return guardError(web, { status: 'required' });
  const action = actionOf(request, options);
  const { approvals } = web.secondFactor;
  try {
    const caller = () => callerOf(web, request);
    const standing = await approvals.use(user, assurance, action, { ...demand, caller });
    if (standing.status === 'satisfied') return undefined;
    const { code, data } = guardError(web, standing, demand);
    if (standing.status === 'required') return new SecondFactorError(code, data);
    return new SecondFactorError(code, { ...data, approval: approvals.ask(user, heldSession(web, request), action) });
  } catch (error) {
    if (error instanceof SecondFactorError) return error;
    throw error;
  }
}

function actionOf<User>(request: WebRequest<User>, options: ApprovalOptions): ApprovedAction {
  return {
    name: options.action,
    parameters: options.parameters ? options.parameters(request.source) : wholeOf(request),
    description: options.description?.(request.source).slice(0, LONGEST_DESCRIPTION),
  };
}

function wholeOf<User>({ method, url, headers, body }: WebRequest<User>): unknown {
  const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
  // It would approve whatever the body says.
  if (hasBody && body === undefined) throw new TypeError('Countersign: mount approvals behind body parsers');
  return { method, url, body: body ?? null };
}
