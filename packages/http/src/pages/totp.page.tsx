import type { TotpState } from '@countersign/core';
import { AnotherWay } from './another-way.js';
import { AppCodeField } from './app-code-field.js';
import { isAtFault } from './field-at-fault.js';
import { Layout } from './layout.js';
import type { TotpPage as Page, PageContext } from './page.js';
import { pathsOf } from './paths.js';
import { PostButton, PostForm } from './post-form.js';
import { QrCode } from './qr-code.js';
import { TEXTS } from './texts.js';
import { TrustDevice } from './trust-device.js';
import { WhyUncounted } from './why-uncounted.js';

/** The code of an authenticator app: asked for at log-in, or to prove that the app was set up. */
export function TotpPage({ page, context }: { readonly page: Page; readonly context: PageContext }) {
  const { state, problem } = page;
  const { totp } = state;
  const paths = pathsOf(context);
  return (
    <Layout context={context} heading={headingOf(page)} problem={problem}>
      <WhyUncounted state={state} />
      {totp ? (
        <SetUp totp={totp} />
      ) : (
        <p class="lead">{state.purpose === 'step-up' ? TEXTS.totp.stepUpWhy : TEXTS.totp.why}</p>
      )}
      <PostForm action={paths.verify} class="stack">
        <AppCodeField invalid={isAtFault('code', problem)} hasProblem={problem !== undefined} focused={!totp} />
        <TrustDevice state={state} context={context} />
        <button type="submit" class="button primary">
          {totp ? TEXTS.totp.confirm : TEXTS.verify.verify}
        </button>
      </PostForm>
      {!totp && <AnotherWay state={state} paths={paths} />}
      <div class="actions">
        <PostButton action={paths.cancel} label={TEXTS.cancel} look="quiet" />
        {totp && <a href={paths.changeNumber}>{TEXTS.totp.otherWay}</a>}
      </div>
    </Layout>
  );
}

function headingOf({ state: { purpose, totp } }: Page): string {
  if (totp) return TEXTS.totp.setUpHeading;
  return purpose === 'step-up' ? TEXTS.send.stepUpHeading : TEXTS.totp.heading;
}

/** By camera or by hand. Letters in fours, as they are read. */
function SetUp({ totp: { secret, uri } }: { readonly totp: TotpState }) {
  return (
    <>
      <p class="lead">{TEXTS.totp.scan}</p>
      <QrCode text={uri} label={TEXTS.totp.qr} />
      <p>
        {TEXTS.totp.byHand} <a href={uri}>{TEXTS.totp.open}</a>
      </p>
      <p class="secret">
        <code>{secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
      </p>
    </>
  );
}
