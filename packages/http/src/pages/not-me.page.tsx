import { Layout } from './layout.js';
import type { NotMePage as Page, PageContext } from './page.js';
import { pathsOf } from './paths.js';
import { PostForm } from './post-form.js';
import { TEXTS } from './texts.js';

/** Behind the link of a notice: one button, or what came of it. Nothing happens by looking at the page (R79). */
export function NotMePage({ page, context }: { readonly page: Page; readonly context: PageContext }) {
  if (page.token === undefined) return <Outcome outcome={page.outcome} context={context} />;
  return (
    <Layout context={context} heading={TEXTS.notMe.heading}>
      <p class="lead">{TEXTS.notMe.why}</p>
      <p>{TEXTS.notMe.ignore}</p>
      <PostForm action={pathsOf(context).notMe}>
        <input type="hidden" name="token" value={page.token} />
        <button type="submit" class="button primary">
          {TEXTS.notMe.confirm}
        </button>
      </PostForm>
    </Layout>
  );
}

function Outcome({ outcome, context }: { readonly outcome: 'done' | 'unknown'; readonly context: PageContext }) {
  const { heading, what } = TEXTS.notMe[outcome];
  return (
    <Layout context={context} heading={heading}>
      <p class="lead">{what}</p>
      <div class="choices">
        <a class="button secondary" href={context.loginPath}>
          {TEXTS.logIn}
        </a>
      </div>
    </Layout>
  );
}
