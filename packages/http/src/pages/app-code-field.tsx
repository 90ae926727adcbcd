import { TOTP_DIGITS } from '@countersign/core';
import { DigitsInput } from './digits-input.js';
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
      <DigitsInput invalid={invalid} describedBy={hasProblem ? PROBLEM_ID : undefined} focused={focused} />
      <input type="hidden" name="method" value="totp" />
    </div>
  );
}
