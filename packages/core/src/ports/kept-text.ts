/** Names one text that a {@link PendingStore} keeps to be used once. */
export interface KeptKey {
  /** Keyed hash of the subject's id: all keys of a subject share it. */
  readonly subjectTag: string;
  /** What it is: an interrupted form, or the approval of one action (R69). */
  readonly kind: 'form' | 'approval';
  /** Letters, digits, `-` and `_`, of no use to anybody else. */
  readonly id: string;
}
