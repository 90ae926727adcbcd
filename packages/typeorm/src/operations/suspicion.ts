import type { Suspicion } from '@countersign/core';

/** Whether the suspicion in a row of subjects holds; never null. One about no credential ends with its time. */
export const HOLDS = `coalesce(suspected_until > now() OR suspected_credential IS NOT NULL, false)`;

/** The suspicion in a row of subjects, under the names that {@link suspicionOf} reads. */
export const SUSPICION_COLUMNS = `${HOLDS} AS suspected, suspected_credential AS credential,
  ceil(extract(epoch FROM greatest(suspected_until - now(), interval '0')))::integer AS "roomInSeconds"`;

/** A row that has {@link SUSPICION_COLUMNS}. */
export interface SuspicionRow {
  suspected: boolean | null;
  credential: string | null;
  roomInSeconds: number | null;
}

/** The suspicion of a row as core has it, to be spread: nothing when there is none. */
export function suspicionOf({ suspected, credential, roomInSeconds }: SuspicionRow): { suspected?: Suspicion } {
  return suspected === true ? { suspected: { credential, roomInSeconds: roomInSeconds ?? 0 } } : {};
}
