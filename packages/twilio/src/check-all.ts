import type { OptionRule } from './option-rules.js';

/** Whose options they are. */
export interface Checking {
  /** The function that takes them. */
  readonly of: 'twilioSender' | 'twilioNumberCheck';
  readonly required: readonly string[];
  /** What stands before each name, for options within an option. */
  readonly inside?: '' | 'voice.' | 'whatsapp.';
}

/** Checks each option by its rule. @throws TypeError that names the option, and never holds a value. */
export function checkAll(
  options: object,
  rules: Readonly<Record<string, OptionRule>>,
  { of, required, inside = '' }: Checking,
): void {
  const values = new Map<string, unknown>(Object.entries(options).filter(([, value]) => value !== undefined));
  for (const name of new Set([...required, ...values.keys()])) {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    if (!rule) {
      const known = Object.keys(rules).map((each) => inside + each);
      throw new TypeError(`${inside}${name} is not an option of ${of}; options are ${known.join(', ')}`);
    }
    if (!rule.fits(values.get(name))) throw new TypeError(`${inside}${name} ${rule.expected}`);
  }
}
