interface DigitsInputProps {
  readonly invalid: boolean;
  /** The ids of what describes it; none where nothing does. */
  readonly describedBy: string | undefined;
  /** Whether it is what the page is for. */
  readonly focused: boolean;
}

/** The one field for a whole code (R82): no boxes per digit and no `maxlength`, which would cut a pasted `123 456`. */
export function DigitsInput({ invalid, describedBy, focused }: DigitsInputProps) {
  return (
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
      aria-describedby={describedBy}
    />
  );
}
