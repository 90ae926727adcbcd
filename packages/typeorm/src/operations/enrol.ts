import { randomUUID } from 'node:crypto';
import {
  type EnrolOutcome,
  type EnrolTerms,
  type Factor,
  isSecondStep,
  MAX_FACTORS,
  type NewFactor,
  type Sharing,
} from '@countersign/core';
import type { Database } from '../database.js';
import type { Sql, Statements } from '../session.js';
import { countSharers } from './count-sharers.js';
import { countUp } from './count-up.js';
import { FACTOR_COLUMNS } from './factor-columns.js';
import { lockSubject } from './lock-subject.js';

/** Disabled ones too: else a hundred wrong answers (R14) would open a first enrolment to whoever has the password. */
const OWN: Sql = ({ factor }) => `SELECT id, kind, lookup FROM ${factor} WHERE subject = $1`;

const REPLACE: Sql = ({ factor }) => `DELETE FROM ${factor} WHERE subject = $1 AND id = ANY($2::uuid[])`;

const INSERT: Sql = ({ factor }) => `
  INSERT INTO ${factor} (id, subject, kind, sealed, lookup, last_digits, name, counter)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING ${FACTOR_COLUMNS}`;

/** Two who enrol a number at once wait for each other, whatever their subjects (R41). */
const LOCK_LOOKUP: Sql = () => 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))';

type Own = Pick<Factor, 'id' | 'kind' | 'lookup'>;
type Refusal = Exclude<EnrolOutcome, { status: 'enrolled' }>;

/** Binds a factor; the checks and the writes are under their locks in one transaction (R33, R36, R41). */
export function enrol(
  database: Database,
  subject: string,
  factor: NewFactor,
  terms: EnrolTerms,
): Promise<EnrolOutcome> {
  return database.transaction((transaction) => enrolWithin(transaction, subject, factor, terms));
}

/** The same, with whatever else a transaction does. */
export async function enrolWithin(
  transaction: Statements,
  subject: string,
  factor: NewFactor,
  terms: EnrolTerms,
): Promise<EnrolOutcome> {
  const epoch = await lockSubject(transaction, subject);
  const own = await transaction.rows<Own>(OWN, [subject]);
  const goes = own.filter(({ id }) => terms.replaces === 'all' || terms.replaces?.includes(id));
  const refusal = refusalOf({ own, goes, epoch }, factor, terms);
  if (refusal) return refusal;
  if (terms.sharing && (await isTaken(transaction, terms.sharing))) return { status: 'number_taken' };
  if (goes.length > 0) await transaction.rows(REPLACE, [subject, goes.map(({ id }) => id)]);
  const made = await insert(transaction, subject, factor);
  for (const each of terms.beside ?? []) await insert(transaction, subject, each);
  return { status: 'enrolled', factor: made, epoch: await countUp(transaction, subject) };
}

/** What the subject has, under its lock. */
interface Holding {
  readonly own: readonly Own[];
  readonly goes: readonly Own[];
  readonly epoch: number;
}

function refusalOf({ own, goes, epoch }: Holding, factor: NewFactor, terms: EnrolTerms): Refusal | undefined {
  const { first, replaces } = terms;
  const stays = own.filter((each) => !goes.includes(each));
  if (first && own.length > 0) return { status: 'already_enrolled' };
  const isGone = Array.isArray(replaces) && goes.length !== new Set(replaces).size;
  if (isGone || (terms.epoch ?? epoch) !== epoch) return { status: 'changed' };
  const { kind, lookup } = factor;
  if (lookup !== null && stays.some((each) => each.kind === kind && each.lookup === lookup)) {
    return { status: 'already_enrolled' };
  }
  const held = stays.filter((each) => isSecondStep(each.kind)).length;
  return isSecondStep(kind) && held >= MAX_FACTORS ? { status: 'too_many' } : undefined;
}

/** In an order that is everybody's, so that no two can lock each other out. */
async function isTaken(transaction: Statements, { lookups, most }: Sharing): Promise<boolean> {
  for (const lookup of [...lookups].sort()) await transaction.rows(LOCK_LOOKUP, [lookup]);
  return (await countSharers(transaction, lookups)) >= most;
}

async function insert(transaction: Statements, subject: string, made: NewFactor): Promise<Factor> {
  const { kind, sealed, lookup, lastDigits, name, counter } = made;
  const values = [randomUUID(), subject, kind, sealed, lookup, lastDigits, name, counter];
  const [factor] = await transaction.rows<Factor>(INSERT, values);
  if (factor === undefined) throw new Error('An insert returned no row');
  return factor;
}
