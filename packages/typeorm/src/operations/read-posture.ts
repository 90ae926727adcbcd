import type { Posture } from '@countersign/core';
import type { Sql, Statements } from '../session.js';
import { methodsOf } from './methods.js';
import { SUSPICION_COLUMNS, type SuspicionRow, suspicionOf } from './suspicion.js';

const POSTURE: Sql = ({ subject, factor }) => `
  SELECT epoch, ARRAY(
    SELECT DISTINCT f.kind FROM ${factor} f WHERE f.subject = s.subject AND f.disabled_at IS NULL
  ) AS kinds, EXISTS (
    SELECT 1 FROM ${factor} f WHERE f.subject = s.subject AND f.disabled_at IS NOT NULL
  ) AS disabled, ${SUSPICION_COLUMNS}
  FROM ${subject} s WHERE s.subject = $1`;

interface PostureRow extends SuspicionRow {
  epoch: number;
  kinds: string[];
  disabled: boolean;
}

/** The epoch of a subject, the methods that it can use, and what keeps it from its second step. */
export async function readPosture(statements: Statements, subject: string): Promise<Posture> {
  const [row] = await statements.rows<PostureRow>(POSTURE, [subject]);
  if (!row) return { epoch: 0, methods: [] };
  const { epoch, kinds, disabled } = row;
  return { epoch, methods: methodsOf(kinds), ...(disabled && { disabled }), ...suspicionOf(row) };
}
