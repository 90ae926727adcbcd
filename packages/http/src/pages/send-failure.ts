import type { CodeState, SendFailure } from '@countersign/core';
import type { PageProblem } from './page.js';
import { TEXTS } from './texts.js';

/** Failures that another way does not help against: it passes in a moment, or the number has to be put right. */
const NO_REASON_TO_SWITCH: readonly SendFailure[] = ['busy', 'number_invalid'];

/** Why the live code's message did not get there, as a sentence; nothing where that is not known for sure. */
export function failureText(code: CodeState | null): string | undefined {
  return code?.delivery === 'undelivered' && code.failure !== null ? TEXTS.failures[code.failure] : undefined;
}

/** Whether another way is worth offering, where there is one. */
export function worthSwitching(code: CodeState | null): boolean {
  return code?.delivery !== 'undelivered' || !NO_REASON_TO_SWITCH.some((failure) => failure === code.failure);
}

/** A send that was refused, told by its reason. */
export function explained(problem: PageProblem, code: CodeState | null): PageProblem {
  const message = problem.errorCode === 'code_not_sent' ? failureText(code) : undefined;
  return message === undefined ? problem : { ...problem, message };
}
