import type { CodeState } from '@countersign/core';
import { waitSentence } from './duration.js';
import type { PageProblem } from './page.js';
import { worthSwitching } from './send-failure.js';
import { TEXTS } from './texts.js';
import { count, fill } from './wording.js';

/** What the page knows that makes a refusal easier to act on. */
export interface HelpContext {
  readonly code: CodeState | null;
  readonly moreMethods: boolean;
}

/** A sentence of help. */
export interface Help {
  readonly text: string;
  /** True only until another code may be asked for; the script takes it away then. */
  readonly untilResend?: true;
}

/** The sentences after a problem's message: what to do now, and how often it may still be done. */
export function helpFor(problem: PageProblem, known: HelpContext): readonly Help[] {
  switch (problem.errorCode) {
    case 'code_wrong':
    case 'password_wrong':
      return triesLeft(problem, known);
    case 'code_superseded':
      return [...marked(TEXTS.help.useMarked, problem, known), ...triesLeft(problem, known)];
    case 'too_many_codes':
      return [...waitToSend(problem), ...marked(TEXTS.help.stillWorks, problem, known)];
    case 'resend_too_soon':
      return waitToSend(problem);
    case 'code_not_sent':
      return known.moreMethods && worthSwitching(known.code) ? [{ text: TEXTS.verify.useAnotherWay }] : [];
    case 'phone_not_allowed':
      return [{ text: TEXTS.help.allowedCountries }];
    case 'second_factor_locked':
      // Beside the field it is counted down.
      return known.code ? [] : waitToTry(problem);
    default:
      return waitToTry(problem);
  }
}

function triesLeft(problem: PageProblem, { code }: HelpContext): readonly Help[] {
  const left = problem.attemptsLeft ?? code?.attemptsLeft;
  return left === undefined ? [] : [{ text: count(TEXTS.help.triesLeft, left) }];
}

/** Only a text carries the letters. */
function marked(text: string, problem: PageProblem, { code }: HelpContext): readonly Help[] {
  if (code && code.channel !== 'sms') return [];
  const reference = problem.reference ?? code?.reference;
  return reference ? [{ text: fill(text, { reference }) }] : [];
}

function waitToSend({ retryAfterSeconds }: PageProblem): readonly Help[] {
  return retryAfterSeconds ? [{ text: waitSentence(retryAfterSeconds, TEXTS.help.anotherIn), untilResend: true }] : [];
}

function waitToTry({ retryAfterSeconds }: PageProblem): readonly Help[] {
  return retryAfterSeconds ? [{ text: waitSentence(retryAfterSeconds) }] : [];
}
