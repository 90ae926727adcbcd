import { EntitySchema } from 'typeorm';

/**
 * A row of `countersign_subject`: one account that has, or had, a factor or a suspected password. What everything locks
 * that changes an account's factors or counts.
 */
export interface SubjectRow {
  subject: string;
  epoch: number;
  createdAt: Date;
  /** Set while the password is suspected (R13): when the 30 days have room for a failure again. */
  suspectedUntil: Date | null;
  /** Keyed hash of the credential version that the suspicion is about; `null` where the host tells none. */
  suspectedCredential: string | null;
  /** When a contested notice has last ended the sessions (R39). */
  contestedAt: Date | null;
  /** When that happened which this notice is about. */
  contestedNoticeAt: Date | null;
}

/** `countersign_subject`. */
export const subjectEntity = new EntitySchema<SubjectRow>({
  name: 'CountersignSubject',
  tableName: 'countersign_subject',
  columns: {
    subject: { name: 'subject', type: 'text', primary: true, primaryKeyConstraintName: 'countersign_subject_pkey' },
    epoch: { name: 'epoch', type: 'integer', default: 0 },
    createdAt: { name: 'created_at', type: 'timestamptz', default: () => 'now()' },
    suspectedUntil: { name: 'suspected_until', type: 'timestamptz', nullable: true },
    suspectedCredential: { name: 'suspected_credential', type: 'text', nullable: true },
    contestedAt: { name: 'contested_at', type: 'timestamptz', nullable: true },
    contestedNoticeAt: { name: 'contested_notice_at', type: 'timestamptz', nullable: true },
  },
});
