import { PROBLEM_ID } from './error-summary.js';
import { isAtFault } from './field-at-fault.js';
import { Layout } from './layout.js';
import type { RecoveryPage as Page, PageContext, PageProblem } from './page.js';
import { pathsOf } from './paths.js';
import { PostButton, PostForm } from './post-form.js';
import { TEXTS } from './texts.js';

/** Asks for a recovery code, for whom nothing else is at hand. What follows is said before it is used (R60). */
export function RecoveryPage({ page, context }: { readonly page: Page; readonly context: PageContext }) {
  const { problem, moreMethods } = page;
  const paths = pathsOf(context);
  return (
    <Layout context={context} heading={TEXTS.recovery.heading} problem={problem} known={{ code: null, moreMethods }}>
      <p class="lead">{TEXTS.recovery.why}</p>
      <PostForm action={paths.verify} class="stack">
        <input type="hidden" name="method" value="recovery" />
        <RecoveryField problem={problem} />
        <button type="submit" class="button primary">
          {TEXTS.recovery.use}
        </button>
      </PostForm>
      <div class="actions">
        <PostButton action={paths.cancel} label={TEXTS.cancel} look="quiet" />
        {moreMethods && <a href={paths.start}>{TEXTS.verify.anotherWay}</a>}
      </div>
    </Layout>
  );
}

/** One field for the whole code, without `maxlength`: it may be typed with blanks (R55, R82). */
function RecoveryField({ problem }: { readonly problem: PageProblem | undefined }) {
  const described = [problem && PROBLEM_ID, 'code-hint'].filter(Boolean).join(' ');
  return (
    <div class="field">
      <label for="code">{TEXTS.recovery.code}</label>
      <p class="hint" id="code-hint">
        {TEXTS.recovery.hint}
      </p>
      <input
        id="code"
        name="code"
        type="text"
        autocomplete="off"
        autocapitalize="characters"
        spellcheck={false}
        required
        autofocus
        aria-invalid={isAtFault('code', problem) || undefined}
        aria-describedby={described}
      />
    </div>
  );
}
