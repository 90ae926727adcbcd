import type { SecondFactorState } from '@countersign/core';
import type { Page, PageProblem } from '../pages/page.js';
import { explained } from '../pages/send-failure.js';
import { TEXTS } from '../pages/texts.js';
import type { WebRequest } from '../requests/web-request.js';
import type { WebContext } from '../web-options.js';

/** The screen that fits a state; what was typed stands again beside what was wrong with it. */
export function pageFor<User>(
  { countries, secondFactor }: WebContext<User>,
  request: WebRequest<User>,
  state: SecondFactorState,
  given?: PageProblem,
): Page {
  const problem = given && explained(ofPasskey(request, given), state.code);
  const sends = secondFactor.options.maxSends - (state.code?.sendsLeft ?? 0);
  if (registering(request, state)) return { name: 'register-phone', state, countries, values: typed(request), problem };
  if (recovering(request, state)) return { name: 'recovery', problem, moreMethods: state.methods.length > 1 };
  if (asksApp(request, state)) return { name: 'totp', state: { ...state, method: 'totp' }, problem };
  if (state.method === 'passkey') return { name: 'passkey', state, problem };
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

/** Nothing chosen yet, a passkey that is not there yet, or a number that the visitor wants to put right. */
function registering<User>({ url, body }: WebRequest<User>, { status, purpose, method }: SecondFactorState): boolean {
  if (status === 'enrolment_required') return true;
  if (method === 'passkey' && (purpose === 'enrol' || purpose === 'change')) return true;
  const changing = /[?&]change=1(&|$)/.test(url) || (typeof body === 'object' && body !== null && 'phone' in body);
  return (purpose === 'enrol' || purpose === 'change') && changing;
}

/** The app, where it is what is asked for first, or what the visitor has chosen. */
function asksApp<User>({ url, body }: WebRequest<User>, { method, methods, purpose }: SecondFactorState): boolean {
  if (method === 'totp') return true;
  const answered = (body as { readonly method?: unknown } | null | undefined)?.method === 'totp';
  const proves = purpose === 'sign-in' || purpose === 'step-up';
  return proves && methods.includes('totp') && (answered || /[?&]method=totp(&|$)/.test(url));
}

function typed<User>({ body }: WebRequest<User>): { phone?: string; country?: string } {
  const { phone, country } = (body ?? {}) as Record<string, unknown>;
  return {
    ...(typeof phone === 'string' && { phone }),
    ...(typeof country === 'string' && { country }),
  };
}

/** What was wrong was no code. */
function ofPasskey<User>({ body }: WebRequest<User>, problem: PageProblem): PageProblem {
  const isPasskey = (body as { readonly method?: unknown } | null | undefined)?.method === 'passkey';
  return isPasskey && problem.errorCode === 'code_wrong' ? { ...problem, message: TEXTS.passkey.wrong } : problem;
}
