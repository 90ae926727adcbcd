import { randomUUID } from 'node:crypto';
import type { EnrolOutcome, NewPhone, PhoneFactor, Sharing } from '@countersign/core';
import type { Database } from '../database.js';
import type { Sql, Statements } from '../session.js';
import { countSharers } from './count-sharers.js';
import { countUp } from './count-up.js';
import { lockSubject } from './lock-subject.js';
import { PHONE_COLUMNS } from './phone-columns.js';

/** Disabled ones too: else a hundred wrong answers (R14) would open a first enrolment to whoever has the password. */
const ANY_FACTOR: Sql = ({ factor }) => `SELECT 1 FROM ${factor} WHERE subject = $1 LIMIT 1`;

const INSERT: Sql = ({ factor }) => `
  INSERT INTO ${factor} (id, subject, kind, sealed_phone, phone_index, last_digits)
  VALUES ($1, $2, 'phone', $3, $4, $5) RETURNING ${PHONE_COLUMNS}`;

/** Two who enrol a number at once wait for each other, whatever their subjects (R41). */
const LOCK_NUMBER: Sql = () => 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))';

/** Binds a subject's first phone; the checks and the write are under their locks in one transaction (R33, R41). */
export function enrolPhone(
  database: Database,
  subject: string,
  phone: NewPhone,
  sharing?: Sharing,
): Promise<EnrolOutcome> {
  return database.transaction(async (transaction) => {
    await lockSubject(transaction, subject);
    const factors = await transaction.rows(ANY_FACTOR, [subject]);
    if (factors.length > 0) return { status: 'already_enrolled' };
    if (sharing && (await isTaken(transaction, sharing))) return { status: 'number_taken' };
    return bind(transaction, subject, phone);
  });
}

/** In an order that is everybody's, so that no two can lock each other out. */
async function isTaken(transaction: Statements, { indexes, most }: Sharing): Promise<boolean> {
  for (const index of [...indexes].sort()) await transaction.rows(LOCK_NUMBER, [index]);
  return (await countSharers(transaction, indexes)) >= most;
}

async function bind(transaction: Statements, subject: string, phone: NewPhone): Promise<EnrolOutcome> {
  const { sealedPhone, phoneIndex, lastDigits } = phone;
  const values = [randomUUID(), subject, sealedPhone, phoneIndex, lastDigits];
  const [factor] = await transaction.rows<PhoneFactor>(INSERT, values);
  if (factor === undefined) throw new Error('An insert returned no row');
  return { status: 'enrolled', factor, epoch: await countUp(transaction, subject) };
}
