import type { Posture } from '@countersign/core';
import type { Sql, Statements } from '../session.js';
import { methodsOf } from './methods.js';

const POSTURE: Sql = ({ subject, factor }) => `
  SELECT epoch, ARRAY(
    SELECT DISTINCT f.kind FROM ${factor} f WHERE f.subject = s.subject AND f.disabled_at IS NULL
  ) AS kinds
  FROM ${subject} s WHERE s.subject = $1`;

/** The epoch of a subject, and the methods that it can use. */
export async function readPosture(statements: Statements, subject: string): Promise<Posture> {
  const [row] = await statements.rows<{ epoch: number; kinds: string[] }>(POSTURE, [subject]);
  return row ? { epoch: row.epoch, methods: methodsOf(row.kinds) } : { epoch: 0, methods: [] };
}
