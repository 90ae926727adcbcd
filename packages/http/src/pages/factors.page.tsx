import { FactorItem } from './factor-item.js';
import { Layout } from './layout.js';
import type { FactorsPage as Page, PageContext } from './page.js';
import { pathsOf } from './paths.js';
import { PostButton } from './post-form.js';
import { TEXTS } from './texts.js';

/** Screen 6, "My security": the user's own factors. Every button is a form that posts; nothing needs a script. */
export function FactorsPage({ page, context }: { readonly page: Page; readonly context: PageContext }) {
  const { factors, totp, back, problem } = page;
  const { factors: base } = pathsOf(context);
  return (
    <Layout context={context} heading={TEXTS.factors.heading} problem={problem}>
      <p class="lead">{factors.length === 0 ? TEXTS.factors.none : TEXTS.factors.why}</p>
      <ul class="factors">
        {factors.map((factor) => (
          <FactorItem factor={factor} base={base} alone={factors.length === 1} />
        ))}
      </ul>
      <section aria-label={TEXTS.factors.add}>
        <div class="choices">
          <PostButton action={`${base}/phone`} label={TEXTS.factors.addPhone} look="secondary" />
          {totp && <PostButton action={`${base}/totp`} label={TEXTS.factors.addTotp} look="secondary" />}
        </div>
      </section>
      <div class="actions">
        <a href={back}>{TEXTS.factors.back}</a>
      </div>
    </Layout>
  );
}
