import { Layout } from './layout.js';
import type { BypassCodePage as Page, PageContext } from './page.js';
import { TEXTS } from './texts.js';
import { fill } from './wording.js';

/** The code that an administrator has issued for another account: shown to the issuer, here and never again. */
export function BypassCodePage({ page, context }: { readonly page: Page; readonly context: PageContext }) {
  const { code, expiresAt, needsApproval, continueTo } = page;
  return (
    <Layout context={context} heading={TEXTS.bypassCode.heading}>
      <p class="lead">{fill(TEXTS.bypassCode.what, { time: expiresAt.slice(11, 16) })}</p>
      <p class="secret">
        <code>{code}</code>
      </p>
      {needsApproval && <p>{TEXTS.bypassCode.waits}</p>}
      <p>{TEXTS.bypassCode.tell}</p>
      <p>{TEXTS.bypassCode.once}</p>
      <div class="choices">
        <a class="button primary" href={continueTo}>
          {TEXTS.bypassCode.continue}
        </a>
      </div>
    </Layout>
  );
}
