import type { ComponentChildren } from 'preact';
import { SHIELD } from '../assets/icon.svg.js';
import { ErrorSummary } from './error-summary.js';
import type { PageContext, PageProblem } from './page.js';
import type { HelpContext } from './problem-help.js';
import { TEXTS } from './texts.js';
import { fill } from './wording.js';

interface LayoutProps {
  readonly context: PageContext;
  readonly heading: string;
  readonly problem?: PageProblem | undefined;
  readonly known?: HelpContext;
  /** A refusal is the page's own subject: it needs no summary above itself. */
  readonly summary?: boolean;
  readonly children: ComponentChildren;
}

/** The whole document around a page: head, product name, card. Nothing is inline, so the strictest CSP holds (R81). */
export function Layout({ context, heading, problem, known, summary = true, children }: LayoutProps) {
  return (
    <html lang={context.locale}>
      <Head context={context} title={titleOf(context, heading, problem)} />
      <body>
        <header class="brand">
          <Shield />
          <span>{context.issuer}</span>
        </header>
        <main class="card">
          {summary && <ErrorSummary problem={problem} {...(known && { known })} />}
          <h1>{heading}</h1>
          {children}
          <p class="visually-hidden" role="status" data-announce />
        </main>
      </body>
    </html>
  );
}

/** The title says the problem too: it is the first thing that a screen reader says of a page. */
function titleOf({ issuer }: PageContext, heading: string, problem: PageProblem | undefined): string {
  if (!problem) return fill(TEXTS.title, { heading, issuer });
  return fill(TEXTS.titleOfProblem, { heading, issuer, message: problem.message });
}

function Head({ context, title }: { readonly context: PageContext; readonly title: string }) {
  return (
    <head>
      <meta charset="utf-8" />
      <title>{title}</title>
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="robots" content="noindex" />
      <meta name="format-detection" content="telephone=no" />
      <link rel="icon" href={`${context.assetsPath}/countersign.svg`} type="image/svg+xml" />
      <link rel="stylesheet" href={`${context.assetsPath}/countersign.css`} />
      <script type="module" src={`${context.assetsPath}/countersign.js`} />
    </head>
  );
}

function Shield() {
  return (
    <svg class="shield" viewBox="0 0 24 24" width="28" height="28" aria-hidden="true">
      <path class="shield-body" d={SHIELD.body} />
      <path class="shield-check" d={SHIELD.check} />
    </svg>
  );
}
