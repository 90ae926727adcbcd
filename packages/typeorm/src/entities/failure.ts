import { EntitySchema } from 'typeorm';

/**
 * A row of `countersign_failure`: how often a subject answered wrongly on one UTC day. Without a foreign key: a subject
 * that is only enrolling has failures and no row of its own yet.
 */
export interface FailureRow {
  subject: string;
  day: string;
  failures: number;
}

/** `countersign_failure`. */
export const failureEntity = new EntitySchema<FailureRow>({
  name: 'CountersignFailure',
  tableName: 'countersign_failure',
  columns: {
    subject: { name: 'subject', type: 'text', primary: true, primaryKeyConstraintName: 'countersign_failure_pkey' },
    day: { name: 'day', type: 'date', primary: true, primaryKeyConstraintName: 'countersign_failure_pkey' },
    failures: { name: 'failures', type: 'integer' },
  },
});
