import { StoreUnavailable } from '@countersign/core';

/** Why a database cannot be used, and what to do about it. */
export interface DatabaseFault {
  readonly says: string;
  readonly todo: string;
}

const FAULTS: Readonly<Record<string, DatabaseFault>> = {
  '42501': { says: 'The database user may not do this (42501).', todo: 'Give it the rights, or use another user.' },
  '42P01': {
    says: 'Countersign’s tables are not there (42P01).',
    todo: 'Run your migrations; or name the tables’ place with --schema and --table-prefix.',
  },
  '42703': { says: 'Countersign’s tables are those of an older version (42703).', todo: 'Run your migrations.' },
};

const LATE: DatabaseFault = {
  says: 'The database did not answer in time.',
  todo: 'See whether it is overloaded, or behind a firewall.',
};

/** Of the error only SQLSTATE or a system error is told: words of a fixed vocabulary, free of data (R76). */
export function databaseFault(error: unknown): DatabaseFault {
  const { code, message } = Object(error) as { code?: unknown; message?: unknown };
  const word = error instanceof StoreUnavailable ? error.reason : code;
  if (word === 'timeout' || /timeout/i.test(String(message))) return LATE;
  const reason = typeof word === 'string' && /^[A-Z0-9_]{2,40}$/.test(word) ? word : undefined;
  if (reason !== undefined && Object.hasOwn(FAULTS, reason)) return FAULTS[reason] as DatabaseFault;
  return {
    says: `The database cannot be used${reason === undefined ? '' : ` (${reason})`}.`,
    todo: 'Look at DATABASE_URL: host, port, user, password, database.',
  };
}
