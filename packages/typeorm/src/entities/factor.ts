import { EntitySchema } from 'typeorm';
import { subjectEntity } from './subject.js';

/** A row of `countersign_factor`: one confirmed factor. An unconfirmed one lives in the pending store only (R35). */
export interface FactorRow {
  id: string;
  subject: string;
  kind: string;
  sealed: string;
  lookup: string | null;
  lastDigits: string | null;
  name: string | null;
  preferred: boolean;
  counter: number;
  confirmedAt: Date;
  consecutiveFailures: number;
  disabledAt: Date | null;
}

/** `countersign_factor`. The id is made here, not by the database: hosts differ in the extension that makes UUIDs. */
export const factorEntity = new EntitySchema<FactorRow>({
  name: 'CountersignFactor',
  tableName: 'countersign_factor',
  columns: {
    id: { name: 'id', type: 'uuid', primary: true, primaryKeyConstraintName: 'countersign_factor_pkey' },
    subject: { name: 'subject', type: 'text' },
    kind: { name: 'kind', type: 'text' },
    sealed: { name: 'sealed', type: 'text' },
    lookup: { name: 'lookup', type: 'text', nullable: true },
    lastDigits: { name: 'last_digits', type: 'text', nullable: true },
    name: { name: 'name', type: 'text', nullable: true },
    preferred: { name: 'preferred', type: 'boolean', default: false },
    counter: { name: 'counter', type: 'bigint', default: 0 },
    confirmedAt: { name: 'confirmed_at', type: 'timestamptz', default: () => 'now()' },
    consecutiveFailures: { name: 'consecutive_failures', type: 'integer', default: 0 },
    disabledAt: { name: 'disabled_at', type: 'timestamptz', nullable: true },
  },
  indices: [
    { name: 'countersign_factor_subject', columns: ['subject'] },
    { name: 'countersign_factor_lookup', columns: ['lookup'] },
  ],
  foreignKeys: [
    {
      name: 'countersign_factor_subject_fkey',
      target: subjectEntity,
      columnNames: ['subject'],
      referencedColumnNames: ['subject'],
      onDelete: 'CASCADE',
    },
  ],
});
