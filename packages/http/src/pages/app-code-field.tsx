import { TOTP_DIGITS } from '@countersign/core';
import { PROBLEM_ID } from './error-summary.js';
import { TEXTS } from './texts.js';
import { fill } from './wording.js';

interface AppCodeFieldProps {
  readonly invalid: boolean;
  readonly hasProblem: boolean;
  /** Whether it is what the page is for. */
  readonly focused: boolean;
}

/** One field for the code that an authenticator app shows (R82). */
export function AppCodeField({ invalid, hasProblem, focused }: AppCodeFieldProps) {
  return (
    <div class="field">
      <label for="code">{fill(TEXTS.totp.code, { length: TOTP_DIGITS })}</label>
      <input
        id="code"
        name="code"
        type="text"
        inputmode="numeric"
        autocomplete="one-time-code"
        autocapitalize="off"
        spellcheck={false}
        required
        autofocus={focused}
        aria-invalid={invalid || undefined}
        aria-describedby={hasProblem ? PROBLEM_ID : undefined}
      />
      <input type="hidden" name="method" value="totp" />
    </div>
  );
}
