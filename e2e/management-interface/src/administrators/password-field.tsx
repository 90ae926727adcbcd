import { PASSWORD_LENGTH } from './password.pipe.js';

/** Properties of a {@link PasswordField}. */
export interface PasswordFieldProps {
  readonly name: string;
  readonly label: string;
  readonly autoComplete: 'new-password' | 'current-password';
}

/** Asks for a password. */
export function PasswordField({ name, label, autoComplete }: PasswordFieldProps) {
  const { min: minLength, max: maxLength } = PASSWORD_LENGTH;
  return (
    <label class="field">
      {label}
      <input type="password" {...{ name, autoComplete, minLength, maxLength }} required />
      {autoComplete === 'new-password' && <span class="detail">At least {minLength} characters.</span>}
    </label>
  );
}
