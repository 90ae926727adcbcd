import { PROBLEM_ID } from './error-summary.js';
import { isAtFault } from './field-at-fault.js';
import { Layout } from './layout.js';
import type { PasswordPage as Page, PageContext, PageProblem } from './page.js';
import { pathsOf, queryOf } from './paths.js';
import { PostButton, PostForm } from './post-form.js';
import { TEXTS } from './texts.js';
import { fill } from './wording.js';

/**
 * Asks for the password before a step-up, where the first factor is due as well (R34). Who has none, or not at hand, logs in again.
 */
export function PasswordPage({ page, context }: { readonly page: Page; readonly context: PageContext }) {
  const { problem, action } = page;
  const paths = pathsOf({ ...context, prove: 'password' });
  return (
    <Layout context={context} heading={TEXTS.send.stepUpHeading} problem={problem}>
      <p class="lead">{TEXTS.password.why}</p>
      {action && <p>{fill(TEXTS.send.approves, { action })}</p>}
      <PostForm action={paths.stepUp} class="stack">
        <PasswordField problem={problem} />
        <button type="submit" class="button primary">
          {TEXTS.password.go}
        </button>
      </PostForm>
      <div class="actions">
        <PostButton action={paths.cancel} label={TEXTS.cancel} look="quiet" />
        <a href={`${context.loginPath}${queryOf({ returnTo: context.returnTo })}`}>{TEXTS.logInAgain}</a>
      </div>
    </Layout>
  );
}

/** What was typed never stands in it again; managers of passwords may fill it in (WCAG 2.2 SC 3.3.8). */
function PasswordField({ problem }: { readonly problem: PageProblem | undefined }) {
  return (
    <div class="field">
      <label for="password">{TEXTS.password.label}</label>
      <input
        id="password"
        name="password"
        type="password"
        autocomplete="current-password"
        required
        autofocus
        aria-invalid={isAtFault('password', problem) || undefined}
        aria-describedby={problem && PROBLEM_ID}
      />
    </div>
  );
}
