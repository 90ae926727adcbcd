import { type Check, deviationOf, held } from './check.js';

/** A Markdown table. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, place) => (place === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}

/** A number with three digits that mean something. */
export function short(value: number): string {
  if (!Number.isFinite(value)) return 'none';
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.max(Math.abs(value), 0.01))));
  return value.toLocaleString('en', { maximumFractionDigits: digits });
}

/** Bytes, as somebody buys them. */
export function bytes(value: number): string {
  const place = Math.max(0, Math.min(4, Math.floor(Math.log2(Math.max(value, 1)) / 10)));
  return `${short(value / 2 ** (10 * place))} ${['B', 'KiB', 'MiB', 'GiB', 'TiB'][place]}`;
}

/** Checks: predicted, measured, deviation, verdict. */
export function checkTable(checks: readonly Check[]): string {
  const rows = checks.map((check) => [
    check.what,
    `${check.atMost ? '≤ ' : ''}${short(check.predicted)}`,
    short(check.measured),
    `${(100 * deviationOf(check)).toFixed(1)} %`,
    `${check.atMost ? '+' : '±'}${100 * check.tolerance} %`,
    held(check) ? 'held' : 'missed',
  ]);
  return table(['what', 'predicted', 'measured', 'deviation', 'allowed', ''], rows);
}
