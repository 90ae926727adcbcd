import type { PageContext } from './page.js';

/** Where the pages' forms and links lead. */
export interface Paths {
  readonly phone: string;
  readonly code: string;
  readonly verify: string;
  readonly stepUp: string;
  readonly cancel: string;
  readonly notMe: string;
  readonly factors: string;
  readonly start: string;
  readonly changeNumber: string;
  /** Where the script asks how a message fares; `undefined` where nobody would know. */
  readonly news: string | undefined;
}

/** The paths under a base path. Links are GETs that change nothing; whatever does is a form that posts (R79). */
export function pathsOf({
  basePath,
  returnTo,
  receipts,
}: Pick<PageContext, 'basePath' | 'returnTo' | 'receipts'>): Paths {
  const query = returnTo ? `?${new URLSearchParams({ returnTo })}` : '';
  return {
    phone: `${basePath}/phone${query}`,
    code: `${basePath}/code${query}`,
    verify: `${basePath}/verify`,
    stepUp: `${basePath}/step-up${query}`,
    cancel: `${basePath}/cancel`,
    notMe: `${basePath}/not-me`,
    factors: `${basePath}/factors`,
    start: basePath,
    changeNumber: `${basePath}?change=1`,
    news: receipts ? basePath : undefined,
  };
}
