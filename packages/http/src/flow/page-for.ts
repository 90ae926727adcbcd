import type { SecondFactorState } from '@countersign/core';
import type { Page, PageProblem } from '../pages/page.js';
import { explained } from '../pages/send-failure.js';
import type { WebRequest } from '../requests/web-request.js';
import type { WebContext } from '../web-options.js';

/** The screen that fits a state; what was typed stands again beside what was wrong with it. */
export function pageFor<User>(
  { countries, secondFactor }: WebContext<User>,
  request: WebRequest<User>,
  state: SecondFactorState,
  given?: PageProblem,
): Page {
  const problem = given && explained(given, state.code);
  const sends = secondFactor.options.maxSends - (state.code?.sendsLeft ?? 0);
  if (registering(request, state)) return { name: 'register-phone', state, countries, values: typed(request), problem };
  if (recovering(request, state)) return { name: 'recovery', problem, moreMethods: state.methods.length > 1 };
  // Nobody needs to be told of the first code: it is why the page is there.
  if (state.code) return { name: 'verify', state, problem, notice: sends > 1 ? 'code_sent' : undefined };
  return { name: 'send-code', state, problem };
}

/** Nothing else can be answered, somebody has asked for the field, or has just answered by it. */
function recovering<User>({ url, body }: WebRequest<User>, { purpose, methods, method }: SecondFactorState): boolean {
  if (purpose !== 'sign-in' || !methods.includes('recovery')) return false;
  const answered = (body as { method?: unknown } | undefined)?.method === 'recovery';
  return answered || method === 'recovery' || /[?&]method=recovery(&|$)/.test(url);
}

/** No number yet, or one that the visitor wants to put right. */
function registering<User>({ url, body }: WebRequest<User>, { status, purpose }: SecondFactorState): boolean {
  if (status === 'enrolment_required') return true;
  const changing = /[?&]change=1(&|$)/.test(url) || (typeof body === 'object' && body !== null && 'phone' in body);
  return purpose === 'enrol' && changing;
}

function typed<User>({ body }: WebRequest<User>): { phone?: string; country?: string } {
  const { phone, country } = (body ?? {}) as Record<string, unknown>;
  return {
    ...(typeof phone === 'string' && { phone }),
    ...(typeof country === 'string' && { country }),
  };
}
