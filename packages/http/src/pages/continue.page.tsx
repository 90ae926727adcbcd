import { Layout } from './layout.js';
import type { ContinuePage as Page, PageContext } from './page.js';
import { PostForm } from './post-form.js';
import { TEXTS } from './texts.js';
import { fill } from './wording.js';

/** A form that the second step has interrupted: what it says, and a button that posts it again. */
export function ContinuePage({ page, context }: { readonly page: Page; readonly context: PageContext }) {
  const { path, fields } = page.form;
  return (
    <Layout context={context} heading={TEXTS.continue.heading}>
      <p class="lead">{TEXTS.continue.why}</p>
      <p>
        <strong>{fill(TEXTS.continue.action, { path })}</strong>
      </p>
      {fields.length > 0 && (
        <dl>
          {fields.map(([name, value]) => (
            <>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </>
          ))}
        </dl>
      )}
      <PostForm action={path}>
        {fields.map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <button type="submit" class="button primary">
          {TEXTS.continue.confirm}
        </button>
      </PostForm>
      <div class="choices">
        <a class="button secondary" href={page.defaultPath}>
          {TEXTS.continue.leave}
        </a>
      </div>
    </Layout>
  );
}
