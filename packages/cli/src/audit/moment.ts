import { UsageError } from '../usage-error.js';

const AGO = /^(\d{1,4})([dh])$/;
const SECONDS: Readonly<Record<string, number>> = { d: 86_400, h: 3_600 };

/** A day of UTC, or a moment with its zone: without one it would be another moment on another machine. */
const MOMENT = /^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2}))?$/;

/**
 * The moment that an option names: `7d` or `24h` ago, `2026-11-24`, or `2026-11-24T18:00Z`.
 * @throws UsageError for anything else.
 */
export function momentOf(option: string, text: string, now: number): Date {
  const [, count, unit = ''] = AGO.exec(text) ?? [];
  const [, day] = MOMENT.exec(text) ?? [];
  const ago = Number(count) * (SECONDS[unit] ?? Number.NaN) * 1_000;
  const moment = new Date(count === undefined ? text : now - ago);
  const isReal = !Number.isNaN(moment.getTime()) && (count !== undefined || isDay(day));
  if (isReal) return moment;
  throw new UsageError(`--${option} must be as 7d, 24h, 2026-11-24 (UTC) or 2026-11-24T18:00Z`);
}

/** JavaScript takes the thirtieth of February for the second of March. */
function isDay(day: string | undefined): boolean {
  return day !== undefined && new Date(`${day}T00:00Z`).toISOString().startsWith(day);
}
