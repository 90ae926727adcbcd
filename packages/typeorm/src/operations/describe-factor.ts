import type { Database } from '../database.js';
import type { Sql } from '../session.js';
import { lockSubject } from './lock-subject.js';
import { uuidOrNull } from './uuid.js';

const EXISTS: Sql = ({ factor }) => `SELECT 1 FROM ${factor} WHERE subject = $1 AND id = $2::uuid`;
const NAME: Sql = ({ factor }) => `UPDATE ${factor} SET name = $3 WHERE subject = $1 AND id = $2::uuid`;
const PREFER: Sql = ({ factor }) => `
  UPDATE ${factor} SET preferred = (id = $2::uuid AND $3) WHERE subject = $1 AND (preferred OR id = $2::uuid)`;
const UNPREFER: Sql = ({ factor }) => `UPDATE ${factor} SET preferred = false WHERE subject = $1 AND id = $2::uuid`;

/** What an owner says of a factor. */
export interface Description {
  readonly name?: string | null;
  readonly preferred?: boolean;
}

/** Names a factor of a subject, or prefers it to the others. */
export function describeFactor(
  database: Database,
  subject: string,
  factorId: string,
  { name, preferred }: Description,
): Promise<boolean> {
  const id = uuidOrNull(factorId);
  return database.transaction(async (transaction) => {
    await lockSubject(transaction, subject);
    const [own] = await transaction.rows(EXISTS, [subject, id]);
    if (!own) return false;
    if (name !== undefined) await transaction.rows(NAME, [subject, id, name]);
    if (preferred === true) await transaction.rows(PREFER, [subject, id, true]);
    if (preferred === false) await transaction.rows(UNPREFER, [subject, id]);
    return true;
  });
}
