import { randomUUID } from 'node:crypto';
import type { EnrolOutcome, NewPhone, PhoneFactor } from '@countersign/core';
import type { Database } from '../database.js';
import type { Sql, Statements } from '../session.js';
import { countUp } from './count-up.js';
import { lockSubject } from './lock-subject.js';
import { PHONE_COLUMNS } from './phone-columns.js';

/** Disabled ones too: else a hundred wrong answers (R14) would open a first enrolment to whoever has the password. */
const ANY_FACTOR: Sql = ({ factor }) => `SELECT 1 FROM ${factor} WHERE subject = $1 LIMIT 1`;

const INSERT: Sql = ({ factor }) => `
  INSERT INTO ${factor} (id, subject, kind, sealed_phone, phone_index, last_digits)
  VALUES ($1, $2, 'phone', $3, $4, $5) RETURNING ${PHONE_COLUMNS}`;

/** Binds a subject's first phone; the check and the write are under one lock in one transaction (R33). */
export function enrolPhone(database: Database, subject: string, phone: NewPhone): Promise<EnrolOutcome> {
  return database.transaction(async (transaction) => {
    await lockSubject(transaction, subject);
    const factors = await transaction.rows(ANY_FACTOR, [subject]);
    return factors.length > 0 ? { status: 'already_enrolled' } : bind(transaction, subject, phone);
  });
}

async function bind(transaction: Statements, subject: string, phone: NewPhone): Promise<EnrolOutcome> {
  const { sealedPhone, phoneIndex, lastDigits } = phone;
  const values = [randomUUID(), subject, sealedPhone, phoneIndex, lastDigits];
  const [factor] = await transaction.rows<PhoneFactor>(INSERT, values);
  if (factor === undefined) throw new Error('An insert returned no row');
  return { status: 'enrolled', factor, epoch: await countUp(transaction, subject) };
}
