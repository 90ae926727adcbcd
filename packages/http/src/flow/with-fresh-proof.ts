import { SecondFactorError } from '@countersign/core';
import { preferredForm } from '../requests/negotiation.js';
import type { WebRequest } from '../requests/web-request.js';
import type { WebContext } from '../web-options.js';

/**
 * Runs a step of a signed-in user for which core asks a fresh proof. Where that is missing, the refusal says where to get it: at
 * the step-up, which leads a browser back to the user's factors; or, without any factor, at another log-in (R34).
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
    if (error instanceof SecondFactorError && isLed(error)) throw await led(web, request, error);
    throw error;
  }
}

function isLed({ code }: SecondFactorError): boolean {
  return code === 'step_up_required' || code === 'second_factor_required';
}

async function led<User>(
  web: WebContext<User>,
  { user, assurance, headers }: WebRequest<User>,
  { code, data }: SecondFactorError,
): Promise<SecondFactorError> {
  const { basePath, loginPath } = web.page();
  const found = user && (await web.secondFactor.standing(user, assurance, { whateverThePolicy: true }));
  const logsInAgain = code === 'step_up_required' && found?.status === 'required' && !found.enrolled;
  const place = logsInAgain ? loginPath : basePath;
  const back = new URLSearchParams({ returnTo: `${basePath}/factors` });
  const next = preferredForm(headers) === 'json' ? place : `${place}?${back}`;
  return new SecondFactorError(code, { ...data, next });
}
