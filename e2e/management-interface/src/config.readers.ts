/** `process.env`, or a test's own. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A variable that is missing or has a value that cannot be used. */
export class ConfigError extends Error {
  constructor(
    readonly variable: string,
    problem: string,
  ) {
    super(`${variable} ${problem}`);
    this.name = 'ConfigError';
  }
}

/** The trimmed value of a variable; an empty one counts as not set. */
export function text(env: Environment, name: string): string | undefined {
  return env[name]?.trim() || undefined;
}

/** A whole number within bounds. */
export function integer(env: Environment, name: string, fallback: number, min: number, max: number): number {
  const value = text(env, name);
  if (value === undefined) return fallback;
  const number = Number(value);
  if (/^\d+$/.test(value) && number >= min && number <= max) return number;
  throw new ConfigError(name, `must be a whole number from ${min} to ${max}`);
}

/** An http or https origin. */
export function httpUrl(env: Environment, name: string): string | undefined {
  const value = text(env, name);
  if (value === undefined) return undefined;
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`) return url.origin;
  throw new ConfigError(name, 'must be an http:// or https:// address without a path');
}

/** One of a few words. */
export function isOneOf<T extends string>(env: Environment, name: string, words: readonly T[], fallback: T): T {
  const value = text(env, name) ?? fallback;
  const word = words.find((candidate) => candidate === value);
  if (word !== undefined) return word;
  throw new ConfigError(name, `must be one of: ${words.join(', ')}`);
}

/** A comma-separated list of items that all fit. */
export function list(
  env: Environment,
  name: string,
  fallback: string,
  fits: (item: string) => boolean,
  what: string,
): string[] {
  const items = (text(env, name) ?? fallback).split(',').map((value) => value.trim());
  if (items.every(fits)) return items;
  throw new ConfigError(name, `must be a comma-separated list of ${what}`);
}
