import { CardPage } from '../layout/card-page.js';
import { render } from '../layout/document.js';
import { loginPath } from './return-to.js';

/** What the log-in page shows. */
export interface LoginPageData {
  readonly returnTo: string;
  readonly username?: string;
  readonly message?: string;
}

/** The log-in page. */
export function loginPage({ returnTo, username = '', message }: LoginPageData): string {
  return render(
    <CardPage title="Log in">
      {message && (
        <p class="notice bad" role="alert">
          {message}
        </p>
      )}
      <form method="post" action={loginPath(returnTo)} class="stack">
        <label class="field">
          E-mail
          <input type="email" name="username" value={username} autoComplete="username" maxLength={254} required />
        </label>
        <label class="field">
          Password
          <input type="password" name="password" autoComplete="current-password" maxLength={1024} required />
        </label>
        <button type="submit" class="button primary wide">
          Log in
        </button>
      </form>
    </CardPage>,
  );
}
