import { Layout } from './layout.js';
import type { RecoveryCodesPage as Page, PageContext } from './page.js';
import { TEXTS } from './texts.js';
import { fill } from './wording.js';

/**
 * A fresh set of recovery codes: shown here and never again (R59). They are saved without scripts by a link that holds them;
 * the button that prints is for scripts, and hidden without.
 */
export function RecoveryCodesPage({ page, context }: { readonly page: Page; readonly context: PageContext }) {
  const { codes, continueTo } = page;
  return (
    <Layout context={context} heading={TEXTS.recoveryCodes.heading}>
      <p class="lead">{TEXTS.recoveryCodes.why}</p>
      <ol class="recovery-codes">
        {codes.map((code) => (
          <li>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <p>{TEXTS.recoveryCodes.once}</p>
      <div class="choices">
        <a class="button secondary" href={asText(codes, context)} download={TEXTS.recoveryCodes.file}>
          {TEXTS.recoveryCodes.download}
        </a>
        <button type="button" class="button secondary" data-print hidden>
          {TEXTS.recoveryCodes.print}
        </button>
        <a class="button primary" href={continueTo}>
          {TEXTS.recoveryCodes.continue}
        </a>
      </div>
    </Layout>
  );
}

function asText(codes: readonly string[], { issuer }: PageContext): string {
  const text = [fill(TEXTS.recoveryCodes.fileTitle, { issuer }), '', ...codes, ''].join('\n');
  return `data:text/plain;charset=utf-8,${encodeURIComponent(text)}`;
}
