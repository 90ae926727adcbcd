import type { CommandCounts } from '../run/count-commands.js';
import { settingName } from './ratios.js';
import type { Latency, Results } from './results.js';
import type { Spread } from './statistics.js';
import { table } from './table.js';

/** The results as text. */
export function printed(results: Results): string {
  const parts = [stepTable, operationTable, guardTable, commandTable, byteTable, ratioTable, budgetTable];
  return parts.map((part) => part(results)).join('\n\n');
}

function stepTable({ steps }: Results): string {
  const rows = steps.map((step) => [
    `${step.system}, ${settingName(step)}`,
    ...[spread(step.perSecond, 0), ms(step.latency.p50), ms(step.latency.p99), ms(step.cpuMs.median)],
  ]);
  return table(['complete second steps', 'a second (quartiles)', 'p50 ms', 'p99 ms', 'processor ms'], rows);
}

function operationTable({ operations }: Results): string {
  const both = ({ p50, p99 }: Latency) => `${ms(p50)} / ${ms(p99)}`;
  const rows = operations.map(({ system, begin, wrong, right }) => [system, both(begin), both(wrong), both(right)]);
  return table(['HTTP, 1 client: p50 / p99 ms', 'log-in with its code', 'wrong code', 'right code'], rows);
}

function guardTable({ guard }: Results): string {
  const percent = ({ median, quartiles }: Spread) =>
    `${(median * 100).toFixed(1)} % (${quartiles.map((value) => (value * 100).toFixed(1)).join('–')})`;
  const rows = [
    ['guarded, requests a second', spread(guard.guarded, 0)],
    ['bare, requests a second', spread(guard.bare, 0)],
    ['fewer requests with the guard', percent(guard.overhead)],
  ];
  return table(['GET of a route, HTTP, 16 clients', ''], rows);
}

function commandTable({ commands }: Results): string {
  const cell = (counted: CommandCounts[keyof CommandCounts]) =>
    `${counted.secondStep.commands}/${counted.secondStep.roundTrips} + ${counted.sessions.commands}`;
  const rows = Object.entries(commands).map(([system, { begin, wrong, right, guarded }]) => [
    system,
    ...[begin, wrong, right, guarded].map(cell),
  ]);
  const head = ['Redis: commands/round trips + of the session', 'log-in', 'wrong code', 'right code', 'guarded GET'];
  return table(head, rows);
}

function byteTable({ bytes, memory }: Results): string {
  const sizes = bytes[0]?.codes.map(({ pending }) => `${pending.toLocaleString('en')} pending`) ?? [];
  const rows = bytes.map(({ system, codes, waits, counters }) => [
    system,
    ...[...codes.map(({ bytes: each }) => each), waits, counters].map((each) => each.toFixed(0)),
    ((memory[system] ?? 0) / 2 ** 20).toFixed(0),
  ]);
  const head = ['bytes of Redis per code', ...sizes, 'first 30 s', 'counters', 'process, MiB'];
  return table(head, rows);
}

function ratioTable({ ratios }: Results): string {
  const rows = Object.entries(ratios).map(([name, value]) => [name, spread(value, 2)]);
  return table(['ratio of complete steps a second', 'median (quartiles)'], rows);
}

function budgetTable({ budgets }: Results): string {
  const rows = budgets.map(({ name, limit, measured, held }) => [name, limit, measured, held ? 'held' : 'missed']);
  return table(['budget', 'limit', 'measured', ''], rows);
}

const ms = (value: number): string => value.toFixed(2);

function spread({ median, quartiles }: Spread, digits: number): string {
  return `${median.toFixed(digits)} (${quartiles.map((value) => value.toFixed(digits)).join('–')})`;
}
