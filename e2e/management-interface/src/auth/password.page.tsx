import type { Administrator, MustChange } from '../administrators/administrator.entity.js';
import { PasswordField } from '../administrators/password-field.js';
import { CardPage } from '../layout/card-page.js';
import { render } from '../layout/document.js';
import { PASSWORD_PATH } from './password.controller.js';

const REASONS: Readonly<Record<MustChange, string>> = {
  suspected: 'Somebody else seems to know your password. Choose another one to go on.',
  contested: 'You told us that something was not you. Choose another password to go on.',
  set: 'Your password was set by a super administrator. Choose one of your own to go on.',
};

const PROBLEMS = {
  wrong: 'The current password is another one.',
  same: 'Choose a password that is not the current one.',
} as const;

/** Asks for another password. */
export function passwordPage({ mustChange }: Administrator, returnTo: string, problem?: keyof typeof PROBLEMS): string {
  return render(
    <CardPage title="Choose another password">
      {problem && (
        <p class="notice bad" role="alert">
          {PROBLEMS[problem]}
        </p>
      )}
      {mustChange && <p>{REASONS[mustChange]}</p>}
      <form method="post" action={`${PASSWORD_PATH}?${new URLSearchParams({ returnTo })}`} class="stack">
        <PasswordField name="current" label="Current password" autoComplete="current-password" />
        <PasswordField name="chosen" label="New password" autoComplete="new-password" />
        <button type="submit" class="button primary wide">
          Change password
        </button>
      </form>
      <form method="post" action="/logout">
        <button type="submit" class="button wide">
          Log out
        </button>
      </form>
    </CardPage>,
  );
}
