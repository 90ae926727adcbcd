import type { TwilioSenderOptions } from '@countersign/twilio';

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

/** A comma-separated list whose items all look alike. */
export function list(env: Environment, name: string, fallback: string, item: RegExp, what: string): string[] {
  const items = (text(env, name) ?? fallback).split(',').map((value) => value.trim());
  if (items.every((value) => item.test(value))) return items;
  throw new ConfigError(name, `must be a comma-separated list of ${what}`);
}

/** Twilio's variables: all that are needed, or none. */
export function twilio(env: Environment): TwilioSenderOptions | undefined {
  const names = ['ACCOUNT_SID', 'API_KEY', 'API_SECRET', 'FROM', 'MESSAGING_SERVICE_SID'];
  if (names.every((name) => text(env, `TWILIO_${name}`) === undefined)) return undefined;
  const apiUrl = url(env, 'TWILIO_API_URL');
  return {
    accountSid: needed(env, 'TWILIO_ACCOUNT_SID'),
    apiKey: needed(env, 'TWILIO_API_KEY'),
    apiSecret: needed(env, 'TWILIO_API_SECRET'),
    ...twilioFrom(env),
    ...(apiUrl !== undefined && { apiUrl }),
  };
}

function twilioFrom(env: Environment): { from: string } | { messagingServiceSid: string } {
  const messagingServiceSid = text(env, 'TWILIO_MESSAGING_SERVICE_SID');
  if (messagingServiceSid !== undefined) return { messagingServiceSid };
  const from = text(env, 'TWILIO_FROM');
  if (from !== undefined) return { from };
  throw new ConfigError('TWILIO_FROM', 'or TWILIO_MESSAGING_SERVICE_SID is required when Twilio is used');
}

function needed(env: Environment, name: string): string {
  const value = text(env, name);
  if (value === undefined) throw new ConfigError(name, 'is required when Twilio is used');
  return value;
}

function url(env: Environment, name: string): string | undefined {
  const value = text(env, name);
  if (value === undefined || (/^https?:\/\//.test(value) && URL.canParse(value))) return value;
  throw new ConfigError(name, 'must be an http:// or https:// address');
}
