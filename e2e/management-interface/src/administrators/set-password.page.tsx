import { ConsolePage } from '../layout/console-page.js';
import { render } from '../layout/document.js';
import type { Administrator } from './administrator.entity.js';
import { PasswordField } from './password-field.js';

/** Gives another administrator a password, which is good for one log-in. */
export function setPasswordPage(me: Administrator, other: Administrator): string {
  return render(
    <ConsolePage title={`Password of ${other.name}`} path="/administrators" administrator={me}>
      <p class="lead">
        Make sure that it is {other.name} who asks, and tell the password to nobody else. All sessions end, and at the
        next log-in another password has to be chosen.
      </p>
      <section class="card">
        <form method="post" action={`/administrators/${other.id}/password`} class="stack">
          <PasswordField name="password" label="New password" autoComplete="new-password" />
          <button type="submit" class="button primary">
            Set password
          </button>
        </form>
      </section>
    </ConsolePage>,
  );
}
