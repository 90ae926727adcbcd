/** `process.env`, or what stands in for it. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The trimmed value of a variable; an empty one counts as not set. */
export function textOf(env: Environment, name: string): string | undefined {
  return env[name]?.trim() || undefined;
}

/** The items of a text with commas between them, trimmed; empty ones are left out. */
export function listOf(text: string | undefined): string[] {
  const items = text?.split(',').map((item) => item.trim()) ?? [];
  return items.filter((item) => item !== '');
}
