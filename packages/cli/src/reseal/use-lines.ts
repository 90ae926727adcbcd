import type { SecretsUse, SecretUse } from '@countersign/typeorm';

/** Whether anything but events of the trail needs another secret than the newest. */
export function hangsOn({ secrets }: SecretsUse): boolean {
  return secrets.slice(1).some(({ factors, suspicions }) => factors + suspicions > 0);
}

/** What needs which secret, and what to do about it, in plain lines. Of a secret there is its place, and nothing that is in it. */
export function useLines(use: SecretsUse): readonly string[] {
  const names = use.secrets.map((_, place) => nameOf(place, use.secrets.length - 1));
  const rows = [HEAD, ...use.secrets.map((secret, place) => [names[place] ?? '', ...cellsOf(secret)])];
  return [...tableOf(rows), '', ...adviceOf(use)];
}

const HEAD = ['secret', 'factors', 'suspicions', 'audit trail'];

function nameOf(place: number, secrets: number): string {
  if (place === secrets) return 'none of these';
  return place === 0 ? '1, the newest' : String(place + 1);
}

function cellsOf({ factors, suspicions, events, lastEvent }: SecretUse): readonly string[] {
  const last = lastEvent === null ? '' : `, the last of ${lastEvent.toISOString().slice(0, 10)}`;
  return [String(factors), String(suspicions), `${events}${last}`];
}

function tableOf(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

function adviceOf(use: SecretsUse): readonly string[] {
  const older = use.secrets.slice(1);
  const suspicions = older.reduce((sum, each) => sum + each.suspicions, 0);
  const resealable = older.reduce((sum, each) => sum + each.factors, 0) - use.unreadable;
  return [
    ...(resealable > 0 ? ['Factors that need an older secret: run countersign reseal.'] : []),
    ...(use.unreadable > 0 ? [`Of the factors ${use.unreadable} cannot be opened: ${MISSING}`] : []),
    ...(suspicions > 0 ? [SUSPICIONS] : []),
    ...(hangsOn(use) ? [] : [NOTHING]),
  ];
}

const MISSING = 'give all secrets of the host; those whose secret is lost have to be reset.';

const SUSPICIONS =
  'Suspicions about a password end when it is another one. Without their secret they end only by countersign unlock.';

const NOTHING =
  'Nothing needs an older secret but events of the audit trail, to be verified. Before you drop one, wait as docs/running.md says.';
