import { EntitySchema } from 'typeorm';

/** A row of `countersign_event`: one event, and its link to the one before. Rows are added and never changed (R75). */
export interface EventRow {
  /** 1, 2, 3 … without a gap. A `bigint`, which drivers give as text. */
  sequence: string;
  id: string;
  at: Date;
  type: string;
  subject: string | null;
  actor: string | null;
  /** The event as it was told. `json` keeps the text as it is; `jsonb` would not. */
  payload: object;
  /** The `hash` of the row before; empty in the first. */
  previous: string;
  hash: string;
}

/** `countersign_event`. The columns between `id` and `payload` are the payload's, to search by. */
export const eventEntity = new EntitySchema<EventRow>({
  name: 'CountersignEvent',
  tableName: 'countersign_event',
  columns: {
    sequence: {
      ...{ name: 'sequence', type: 'bigint', primary: true },
      primaryKeyConstraintName: 'countersign_event_pkey',
    },
    id: { name: 'id', type: 'uuid' },
    at: { name: 'at', type: 'timestamptz' },
    type: { name: 'type', type: 'text' },
    subject: { name: 'subject', type: 'text', nullable: true },
    actor: { name: 'actor', type: 'text', nullable: true },
    payload: { name: 'payload', type: 'json' },
    previous: { name: 'previous', type: 'text' },
    hash: { name: 'hash', type: 'text' },
  },
  indices: [
    { name: 'countersign_event_id', columns: ['id'], unique: true },
    { name: 'countersign_event_subject', columns: ['subject', 'sequence'] },
    { name: 'countersign_event_actor', columns: ['actor', 'sequence'] },
    { name: 'countersign_event_type', columns: ['type', 'sequence'] },
    { name: 'countersign_event_at', columns: ['at'] },
  ],
});
