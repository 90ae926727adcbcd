import type { Console } from './console.js';
import type { System } from './system.js';

const isEvent = (line: string) => line.startsWith('{"version":1,');

/** The lines of a console's log: those that are events, as with `AUDIT_LOG=stdout`, and all others. */
export function logOf({ app }: Console): { events: string[]; others: string[] } {
  const lines = app.output().split('\n');
  return { events: lines.filter(isEvent), others: lines.filter((line) => !isEvent(line)) };
}

/** The events that the database keeps, as they were told. */
export async function keptBy(system: System): Promise<string[]> {
  const rows = await system.sql('SELECT payload::text AS line FROM countersign_event ORDER BY sequence');
  return rows.map(({ line }) => line as string);
}

/** Whether the trail holds all that the logs of its consoles do, and nothing else. */
export async function holdsAll(system: System): Promise<boolean> {
  const told = system.consoles.flatMap((console) => logOf(console).events);
  return (await keptBy(system)).sort().join('\n') === told.sort().join('\n');
}

/** The places in the trail that are not linked to the one before. */
export function brokenLinksOf(system: System): Promise<Record<string, unknown>[]> {
  const links = 'SELECT sequence, previous, lag(hash) OVER line AS before, row_number() OVER line AS place';
  return system.sql(`
    SELECT sequence FROM (${links} FROM countersign_event WINDOW line AS (ORDER BY sequence)) AS link
    WHERE previous <> coalesce(before, '') OR sequence <> place`);
}
