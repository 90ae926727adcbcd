import { FactorItem } from './factor-item.js';
import { Layout } from './layout.js';
import type { FactorsPage as Page, PageContext } from './page.js';
import { pathsOf } from './paths.js';
import { PostButton } from './post-form.js';
import { TEXTS } from './texts.js';

/** Screen 6, "My security": the user's own factors. Every button is a form that posts; nothing needs a script. */
export function FactorsPage({ page, context }: { readonly page: Page; readonly context: PageContext }) {
  const { factors, methods, devices, back, problem } = page;
  const provable = factors.filter(({ kind }) => kind !== 'recovery').length;
  const { factors: base, recoveryCodes, devices: ofDevices } = pathsOf(context);
  return (
    <Layout context={context} heading={TEXTS.factors.heading} problem={problem}>
      <p class="lead">{factors.length === 0 ? TEXTS.factors.none : TEXTS.factors.why}</p>
      <ul class="factors">
        {factors.map((factor) => (
          <FactorItem factor={factor} base={base} alone={provable === 1} />
        ))}
      </ul>
      <section aria-label={TEXTS.factors.add}>
        <div class="choices">
          <PostButton action={`${base}/phone`} label={TEXTS.factors.addPhone} look="secondary" />
          {methods.includes('totp') && (
            <PostButton action={`${base}/totp`} label={TEXTS.factors.addTotp} look="secondary" />
          )}
          {methods.includes('passkey') && (
            <PostButton action={`${base}/passkey`} label={TEXTS.factors.addPasskey} look="secondary" />
          )}
          {methods.includes('recovery') && factors.length > 0 && (
            <PostButton action={recoveryCodes} label={TEXTS.factors.makeCodes} look="secondary" />
          )}
        </div>
      </section>
      {devices && (
        <p>
          <a href={ofDevices}>{TEXTS.devices.heading}</a>
        </p>
      )}
      <div class="actions">
        <a href={back}>{TEXTS.factors.back}</a>
      </div>
    </Layout>
  );
}
