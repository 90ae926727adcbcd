import { EntitySchema } from 'typeorm';

/** A row of `countersign_subject`: one account that has, or had, a factor. What an enrolment locks. */
export interface SubjectRow {
  subject: string;
  epoch: number;
  createdAt: Date;
}

/** `countersign_subject`. */
export const subjectEntity = new EntitySchema<SubjectRow>({
  name: 'CountersignSubject',
  tableName: 'countersign_subject',
  columns: {
    subject: { name: 'subject', type: 'text', primary: true, primaryKeyConstraintName: 'countersign_subject_pkey' },
    epoch: { name: 'epoch', type: 'integer', default: 0 },
    createdAt: { name: 'created_at', type: 'timestamptz', default: () => 'now()' },
  },
});
