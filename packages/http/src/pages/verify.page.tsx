import { Layout } from './layout.js';
import { SentenceWithPhone } from './masked-phone.js';
import { Notice } from './notice.js';
import type { VerifyPage as Page, PageContext, PageProblem } from './page.js';
import { pathsOf } from './paths.js';
import { PostButton } from './post-form.js';
import { Resend } from './resend.js';
import { TEXTS } from './texts.js';
import { TrustDevice } from './trust-device.js';
import { VerifyForm } from './verify-form.js';
import { WhyUncounted } from './why-uncounted.js';

/** Screen 3: the code. Without a live code there is nothing to enter, and asking for one is what is left. */
export function VerifyPage({ page, context }: { readonly page: Page; readonly context: PageContext }) {
  const { state } = page;
  const paths = pathsOf(context);
  const problem = problemOf(page);
  const failed = problem?.errorCode === 'code_not_sent';
  const said = failed && state.code?.delivery === 'undelivered';
  const known = { code: state.code, moreMethods: state.methods.length > 1 };
  return (
    <Layout context={context} heading={TEXTS.verify.heading} problem={problem} known={known}>
      {!said && <Notice {...known} sent={!problem && page.notice === 'code_sent'} />}
      <WhyUncounted state={state} />
      <Lead page={page} failed={failed} />
      {state.code && (
        <VerifyForm action={paths.verify} code={state.code} problem={problem}>
          <TrustDevice state={state} context={context} />
        </VerifyForm>
      )}
      <Resend state={state} problem={problem} paths={paths} />
      <div class="actions">
        <PostButton action={paths.cancel} label={TEXTS.cancel} look="quiet" />
        {(state.purpose === 'enrol' || state.purpose === 'change') && (
          <a href={paths.changeNumber}>{TEXTS.verify.changeNumber}</a>
        )}
      </div>
    </Layout>
  );
}

/** A send that failed before the page was opened is a problem like any other. */
function problemOf({ problem, notice }: Page): PageProblem | undefined {
  if (problem || notice !== 'code_not_sent') return problem;
  return { errorCode: 'code_not_sent', message: TEXTS.verify.codeNotSent };
}

function Lead({ page: { state, problem }, failed }: { readonly page: Page; readonly failed: boolean }) {
  if (!state.code) return failed || problem ? null : <p class="lead">{TEXTS.verify.noCode}</p>;
  // It did not get there, and the page says so already.
  if (state.code.delivery === 'undelivered') return null;
  if (!state.phone) return <p class="lead">{TEXTS.verify.sentToPhone}</p>;
  return <SentenceWithPhone text={TEXTS.verify.sentTo[state.code.channel]} phone={state.phone} />;
}
