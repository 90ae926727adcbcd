import type { SecondFactorErrorCode } from '@countersign/core';
import { Layout } from './layout.js';
import type { RefusedPage as Page, PageContext } from './page.js';
import { pathsOf } from './paths.js';
import { helpFor } from './problem-help.js';
import { TEXTS } from './texts.js';

/** The end of the road for this sign-in: what happened, and the way back. */
export function RefusedPage({ page: { problem }, context }: { readonly page: Page; readonly context: PageContext }) {
  const retry = problem.errorCode === 'second_factor_unavailable';
  return (
    <Layout context={context} heading={headingFor(problem.errorCode)} problem={problem} summary={false}>
      <p>{problem.message}</p>
      {helpFor(problem, { code: null, moreMethods: false }).map(({ text }) => (
        <p>{text}</p>
      ))}
      {problem.details?.map((detail) => (
        <p class="note">{detail}</p>
      ))}
      <div class="choices">
        {retry && (
          <a class="button primary" href={pathsOf(context).start}>
            {TEXTS.tryAgain}
          </a>
        )}
        <a class={`button ${retry ? 'secondary' : 'primary'}`} href={context.loginPath}>
          {TEXTS.logInAgain}
        </a>
      </div>
    </Layout>
  );
}

function headingFor(code: SecondFactorErrorCode): string {
  const headings: Partial<Record<SecondFactorErrorCode, string>> = TEXTS.refused;
  return headings[code] ?? TEXTS.refused.otherwise;
}
