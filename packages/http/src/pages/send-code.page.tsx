import { AnotherWay } from './another-way.js';
import { Layout } from './layout.js';
import { SentenceWithPhone } from './masked-phone.js';
import type { SendCodePage as Page, PageContext } from './page.js';
import { pathsOf } from './paths.js';
import { PostButton } from './post-form.js';
import { RESEND_ID, RESEND_WAIT_ID, ResendWait, resendWait } from './resend-wait.js';
import { TEXTS } from './texts.js';
import { fill } from './wording.js';

/** A code is needed and none is live: one button. Nothing is sent by looking at the page (R79). */
export function SendCodePage({ page, context }: { readonly page: Page; readonly context: PageContext }) {
  const { state, problem, action } = page;
  const paths = pathsOf(context);
  const stepUp = state.purpose === 'step-up';
  // Where no code can be sent, none can by another way either.
  const sends = state.retryAfterSeconds === undefined;
  const waiting = resendWait(state, problem) > 0;
  return (
    <Layout context={context} heading={stepUp ? TEXTS.send.stepUpHeading : TEXTS.send.heading} problem={problem}>
      <Why stepUp={stepUp} phone={state.phone} />
      {action && <p>{fill(TEXTS.send.approves, { action })}</p>}
      {state.retryAfterSeconds !== undefined && <p>{TEXTS.send.full}</p>}
      {waiting && <ResendWait state={state} problem={problem} />}
      <PostButton
        action={state.status === 'signed_in' ? paths.stepUp : paths.code}
        label={TEXTS.send.send}
        look="primary"
        id={RESEND_ID}
        describedBy={waiting ? RESEND_WAIT_ID : undefined}
      />
      {state.status !== 'signed_in' && <AnotherWay state={state} paths={paths} sends={sends} />}
      <div class="actions">
        <PostButton action={paths.cancel} label={TEXTS.cancel} look="quiet" />
      </div>
    </Layout>
  );
}

function Why({ stepUp, phone }: { readonly stepUp: boolean; readonly phone: string | null }) {
  if (stepUp) return <p class="lead">{TEXTS.send.stepUpWhy}</p>;
  if (phone) return <SentenceWithPhone text={TEXTS.send.whyTo} phone={phone} />;
  return <p class="lead">{TEXTS.send.why}</p>;
}
