import { AnotherWay } from './another-way.js';
import { Layout } from './layout.js';
import type { PasskeyPage as Page, PageContext } from './page.js';
import { PasskeyForm } from './passkey-form.js';
import { pathsOf } from './paths.js';
import { PostButton } from './post-form.js';
import { TEXTS } from './texts.js';
import { TrustDevice } from './trust-device.js';
import { WhyUncounted } from './why-uncounted.js';

/** The screen of who has a passkey: one button, and the other ways. */
export function PasskeyPage({ page, context }: { readonly page: Page; readonly context: PageContext }) {
  const { state, problem } = page;
  const paths = pathsOf(context);
  const stepUp = state.purpose === 'step-up';
  return (
    <Layout context={context} heading={stepUp ? TEXTS.send.stepUpHeading : TEXTS.passkey.heading} problem={problem}>
      <WhyUncounted state={state} />
      <p class="lead">{stepUp ? TEXTS.passkey.stepUpWhy : TEXTS.passkey.why}</p>
      <PasskeyForm paths={paths} label={TEXTS.passkey.use} look="primary">
        <TrustDevice state={state} context={context} />
      </PasskeyForm>
      <AnotherWay state={state} paths={paths} />
      <div class="actions">
        <PostButton action={paths.cancel} label={TEXTS.cancel} look="quiet" />
      </div>
    </Layout>
  );
}
