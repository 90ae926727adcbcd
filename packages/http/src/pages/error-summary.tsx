import type { PageProblem } from './page.js';
import { type HelpContext, helpFor } from './problem-help.js';
import { TEXTS } from './texts.js';

/** The id that a field at fault names in `aria-describedby`. */
export const PROBLEM_ID = 'problem';

interface ErrorSummaryProps {
  readonly problem: PageProblem | undefined;
  readonly known?: HelpContext;
}

/**
 * What went wrong and what to do, at the top of the page. It is an alert, and it can take the focus: the script moves it
 * there, so that keyboard and screen reader start at the problem.
 */
export function ErrorSummary({ problem, known = { code: null, moreMethods: false } }: ErrorSummaryProps) {
  if (!problem) return null;
  return (
    <div class="message message-error" role="alert" tabIndex={-1} aria-labelledby="problem-title" data-error-summary>
      <h2 id="problem-title">{TEXTS.problem}</h2>
      <div id={PROBLEM_ID}>
        <p>{problem.message}</p>
        {helpFor(problem, known).map(({ text, untilResend }) => (
          <p data-until-resend={untilResend}>{text}</p>
        ))}
        <Details lines={problem.details} />
      </div>
    </div>
  );
}

function Details({ lines = [] }: { readonly lines?: readonly string[] | undefined }) {
  if (lines.length === 0) return null;
  return (
    <ul>
      {lines.map((line) => (
        <li>{line}</li>
      ))}
    </ul>
  );
}
