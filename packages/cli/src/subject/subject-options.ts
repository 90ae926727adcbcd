import type { CommandOption, GivenOptions } from '../command.js';
import { textGiven } from '../command.js';
import { DATABASE_OPTIONS } from '../database/database-options.js';

/** What the three commands about a subject are told of stores. */
export const STORE_OPTIONS: Readonly<Record<string, CommandOption>> = {
  'redis-prefix': { type: 'string', value: '<text>', says: 'What the keys in Redis begin with. Default: cs.' },
  ...DATABASE_OPTIONS,
};

/** What those are told that do something. */
export const ACT_OPTIONS: Readonly<Record<string, CommandOption>> = {
  reason: { type: 'string', value: '<text>', says: 'Why, in 10 to 500 characters: it is kept in the audit trail.' },
  yes: { type: 'boolean', says: 'Does not ask. Needed where nobody sits at a terminal.' },
  ...STORE_OPTIONS,
};

/** The first segment of every key in Redis. */
export function redisPrefix(given: GivenOptions): string {
  return textGiven(given, 'redis-prefix') ?? 'cs';
}

/** The account that they are about. */
export const SUBJECT = { value: '<subject>', says: 'The account’s id, as the host gives it to Countersign.' } as const;
