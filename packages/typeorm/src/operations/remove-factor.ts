import { type Factor, isSecondStep, type RemoveOutcome } from '@countersign/core';
import type { Database } from '../database.js';
import type { Sql } from '../session.js';
import { countUp } from './count-up.js';
import { lockSubject } from './lock-subject.js';
import { readFactors } from './read-factors.js';

const REMOVE: Sql = ({ factor }) => `DELETE FROM ${factor} WHERE subject = $1 AND id = ANY($2::uuid[])`;

/** Removes one factor of a subject, and what it was made of with it (R77); never the last one, where one must stay (R37). */
export function removeFactor(
  database: Database,
  subject: string,
  factorId: string,
  keepLast: boolean,
): Promise<RemoveOutcome> {
  return database.transaction(async (transaction) => {
    await lockSubject(transaction, subject);
    const own = await readFactors(transaction, subject);
    const factor = own.find(({ id }) => id === factorId);
    if (!factor) return { status: 'unknown' };
    const others = own.filter((each) => each !== factor && isSecondStep(each.kind));
    if (keepLast && leavesNone(factor, others)) return { status: 'last' };
    const isOnly = isSecondStep(factor.kind) && others.length === 0;
    await transaction.rows(REMOVE, [subject, isOnly ? own.map(({ id }) => id) : [factorId]]);
    return { status: 'removed', factor, epoch: await countUp(transaction, subject) };
  });
}

function leavesNone({ kind }: Factor, others: readonly Factor[]): boolean {
  return isSecondStep(kind) && !others.some(({ disabledAt }) => disabledAt === null);
}
