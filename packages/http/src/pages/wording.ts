/** A text in the forms that a number asks for; languages that need more forms than English add them. */
export type Plural = { readonly other: string } & { readonly [form in Intl.LDMLPluralRule]?: string };

/** A text of English, that has two forms. */
export const counted = (one: string, other: string): Plural => ({ one, other });

/** Fills the `{name}`s of a text. A name without a value stays as it is, so that a slip is seen. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole));
}

/** The form of a text that fits `n`, filled with it. */
export function count(text: Plural, n: number, locale = 'en'): string {
  return fill(text[new Intl.PluralRules(locale).select(n)] ?? text.other, { n });
}

/** The text before and after a `{name}`, where an element has to stand in its place. */
export function around(text: string, name: string): readonly [string, string] {
  const [before = '', after = ''] = text.split(`{${name}}`);
  return [before, after];
}
