import type { SecondFactorState } from '@countersign/core';
import { AnotherWay } from './another-way.js';
import { Layout } from './layout.js';
import { SentenceWithPhone } from './masked-phone.js';
import type { SendCodePage as Page, PageContext } from './page.js';
import { pathsOf } from './paths.js';
import { PostButton } from './post-form.js';
import { RESEND_ID, RESEND_WAIT_ID, ResendWait, resendWait } from './resend-wait.js';
import { TEXTS } from './texts.js';
import { WhyUncounted } from './why-uncounted.js';
import { fill } from './wording.js';

/**
 * The second step is not open yet, or no code is live: one button, which says what it does. Nothing is sent by looking at the
 * page (R79).
 */
export function SendCodePage({ page, context }: { readonly page: Page; readonly context: PageContext }) {
  const { state, problem, action } = page;
  const paths = pathsOf(context);
  const stepUp = state.purpose === 'step-up';
  // Where no code can be sent, none can by another way either.
  const sends = state.retryAfterSeconds === undefined;
  const waiting = resendWait(state, problem) > 0;
  return (
    <Layout context={context} heading={stepUp ? TEXTS.send.stepUpHeading : TEXTS.send.heading} problem={problem}>
      <WhyUncounted state={state} />
      <Why state={state} />
      {action && <p>{fill(TEXTS.send.approves, { action })}</p>}
      {state.retryAfterSeconds !== undefined && <p>{TEXTS.send.full}</p>}
      {waiting && <ResendWait state={state} problem={problem} />}
      <PostButton
        action={state.status === 'signed_in' ? paths.stepUp : paths.code}
        label={labelOf(state)}
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

function labelOf({ method }: SecondFactorState): string {
  if (method === 'totp') return TEXTS.totp.use;
  if (method === 'passkey') return TEXTS.passkey.use;
  return method === 'recovery' ? TEXTS.verify.byRecovery : TEXTS.send.send;
}

function Why({ state: { purpose, phone, method } }: { readonly state: SecondFactorState }) {
  const stepUp = purpose === 'step-up';
  if (method === 'totp' || method === 'passkey') {
    const { why, stepUpWhy } = TEXTS[method];
    return <p class="lead">{stepUp ? stepUpWhy : why}</p>;
  }
  if (method === 'recovery') return <p class="lead">{TEXTS.recovery.why}</p>;
  if (stepUp) return <p class="lead">{TEXTS.send.stepUpWhy}</p>;
  if (phone) return <SentenceWithPhone text={TEXTS.send.whyTo} phone={phone} />;
  return <p class="lead">{TEXTS.send.why}</p>;
}
