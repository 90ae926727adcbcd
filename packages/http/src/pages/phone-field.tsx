import { TEXTS } from './texts.js';

interface PhoneFieldProps {
  readonly value: string | undefined;
  readonly invalid: boolean;
  readonly describedBy: string | undefined;
}

/** The mobile number. What was typed comes back, so that one digit can be corrected. */
export function PhoneField({ value, invalid, describedBy }: PhoneFieldProps) {
  return (
    <div class="field">
      <label for="phone">{TEXTS.register.phone}</label>
      <p class="hint" id="phone-hint">
        {TEXTS.register.phoneHint}
      </p>
      <input
        id="phone"
        name="phone"
        type="tel"
        autocomplete="tel"
        inputmode="tel"
        required
        value={value}
        aria-invalid={invalid || undefined}
        aria-describedby={['phone-hint', describedBy].filter(Boolean).join(' ')}
      />
    </div>
  );
}
