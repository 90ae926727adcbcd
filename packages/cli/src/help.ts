import type { Command } from './command.js';

const PROGRAM = 'countersign';

/** The help of the program: its commands. */
export function programHelp(commands: readonly Command[]): string {
  const rows = commands.map(({ name, summary }): Row => [name, summary]);
  return `Usage: ${PROGRAM} <command> [options]

Commands:
${columns(rows)}

${PROGRAM} <command> --help tells more of one.
`;
}

/** The help of one command: its options, and what it says besides. */
export function commandHelp({ name, argument, summary, options, notes }: Command): string {
  const about: Row[] = argument === undefined ? [] : [[argument.value, argument.says]];
  const rows = Object.entries(options).map(([option, { value = '', says }]): Row => [`--${option} ${value}`, says]);
  return `Usage: ${[PROGRAM, name, argument?.value, '[options]'].filter(Boolean).join(' ')}

${summary}

Options:
${columns([...about, ...rows, ['--help', 'Shows this.']])}

${notes}
`;
}

type Row = readonly [left: string, right: string];

/** Two columns, the first as wide as its widest. */
export function columns(rows: readonly Row[]): string {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`.trimEnd()).join('\n');
}
