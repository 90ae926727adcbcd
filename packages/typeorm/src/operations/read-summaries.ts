import type { Sql, Statements } from '../session.js';

/** A confirmed factor as an operator sees it: what it is, and nothing that proves anything. */
export interface FactorSummary {
  /** What kind it is, as it is kept: `phone`. One of a newer version's too. */
  readonly kind: string;
  /** The last digits of a number; `null` where the factor has none. */
  readonly lastDigits: string | null;
  readonly confirmedAt: Date;
  /** Wrong answers in a row. */
  readonly consecutiveFailures: number;
  /** Since when too many of them have disabled it (R14); `null` while it can be used. */
  readonly disabledAt: Date | null;
}

const FACTORS: Sql = ({ factor }) => `
  SELECT kind, last_digits AS "lastDigits", confirmed_at AS "confirmedAt",
    consecutive_failures AS "consecutiveFailures", disabled_at AS "disabledAt"
  FROM ${factor} WHERE subject = $1 ORDER BY confirmed_at, id`;

/** Every factor of a subject, of whatever kind, oldest first; disabled ones too. */
export function readSummaries(statements: Statements, subject: string): Promise<readonly FactorSummary[]> {
  return statements.rows<FactorSummary>(FACTORS, [subject]);
}
