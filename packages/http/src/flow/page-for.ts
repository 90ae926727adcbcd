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
  // Nobody needs to be told of the first code: it is why the page is there.
  if (state.code) return { name: 'verify', state, problem, notice: sends > 1 ? 'code_sent' : undefined };
  return { name: 'send-code', state, problem };
}

/** No number yet, or one that the visitor wants to put right. */
function registering<User>({ url, body }: WebRequest<User>, { status, purpose }: SecondFactorState): boolean {
  if (status === 'enrolment_required') return true;
  const changing = /[?&]change=1(&|$)/.test(url) || (typeof body === 'object' && body !== null && 'phone' in body);
  return (purpose === 'enrol' || purpose === 'change') && changing;
}

function typed<User>({ body }: WebRequest<User>): { phone?: string; country?: string } {
  const { phone, country } = (body ?? {}) as Record<string, unknown>;
  return {
    ...(typeof phone === 'string' && { phone }),
    ...(typeof country === 'string' && { country }),
  };
}
