import type { CommandOption, GivenOptions } from '../command.js';
import { textGiven } from '../command.js';

/** The options of every command that works on the database itself. */
export const DATABASE_OPTIONS: Readonly<Record<string, CommandOption>> = {
  schema: { type: 'string', value: '<name>', says: 'Where Countersign’s tables are. Default: the search path.' },
  'table-prefix': { type: 'string', value: '<text>', says: 'What their names begin with: `entityPrefix` of TypeORM.' },
};

/** Where the tables are, as TypeORM's options have it. */
export interface TablePlace {
  readonly schema?: string;
  readonly entityPrefix?: string;
}

/** Reads {@link DATABASE_OPTIONS}. */
export function tablePlace(given: GivenOptions): TablePlace {
  const [schema, entityPrefix] = [textGiven(given, 'schema'), textGiven(given, 'table-prefix')];
  return { ...(schema !== undefined && { schema }), ...(entityPrefix !== undefined && { entityPrefix }) };
}
