// countersign: demo
import { csvLine } from '@countersign/http';
import type { KeptEvent } from '@countersign/typeorm';

const COLUMNS = [
  ...['id', 'at', 'type', 'result', 'severity', 'subject', 'actor', 'purpose', 'method'],
  ...['signIn', 'address', 'session'],
] as const;

/** The first line. */
export const CSV_HEAD = csvLine(['sequence', ...COLUMNS, 'details']);

/** An event as a line: what is not in a column of its own is in the last one, as JSON. */
export function csvOf({ sequence, event }: KeptEvent): string {
  const fields = new Map<string, unknown>(Object.entries(event));
  const cells = COLUMNS.map((name) => String(fields.get(name) ?? ''));
  for (const name of [...COLUMNS, 'version']) fields.delete(name);
  return csvLine([String(sequence), ...cells, fields.size > 0 ? JSON.stringify(Object.fromEntries(fields)) : '']);
}
