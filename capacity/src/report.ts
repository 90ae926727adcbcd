import { ASSUMED } from './assumptions.js';
import type { Check } from './check.js';
import { type Base, ceilingsOf, growthOf } from './growth.js';
import type { Cost } from './measure.js';
import { ACTS } from './phases.js';
import { EXPECTED } from './round-trips.js';
import { bytes, checkTable, short, table } from './tables.js';

/** Where and when. */
export interface Circumstances {
  readonly machine: string;
  readonly date: string;
  readonly commit: string;
  readonly versions: string;
  readonly run: string;
}

const NAMES = {
  ...{
    enrolment: 'enrolment, from the password to the right code',
    logIn: 'log-in: opened, code sent',
    resend: 'another code',
  },
  ...{ wrongAnswer: 'wrong answer', rightAnswer: 'right answer', stepUp: 'step-up, opened and answered' },
} as const;

function costTable(cost: Base['cost']): string {
  const columns: (readonly [string, keyof Cost])[] = [
    ...([
      ['app, µs', 'appUs'],
      ['Redis, µs', 'redisUs'],
      ['in scripts, µs', 'scriptUs'],
      ['scripts', 'calls'],
    ] as const),
    ...([
      ['bytes to Redis', 'bytesIn'],
      ['bytes from it', 'bytesOut'],
      ['keys left', 'keys'],
    ] as const),
  ];
  const rows = ACTS.map((act) => [NAMES[act], ...columns.map(([, of]) => short(cost[act][of]))]);
  return table(['one', ...columns.map(([name]) => name)], rows);
}

function tripTable(): string {
  const rows = ACTS.map((act) => {
    const { one, cluster } = EXPECTED[act];
    return [NAMES[act], ...[one.commands, one.trips, cluster.commands, cluster.trips].map(String)];
  });
  return table(['one', 'one server: commands', 'round trips', 'Cluster: commands', 'round trips'], rows);
}

function memoryTable({ pending }: Base): string {
  const rows = pending.keys.map(({ name, seconds, bytes: size }) => [
    `\`${name}\``,
    `${seconds.toLocaleString('en')} s`,
    short(size),
  ]);
  const all = [`**one pending sign-in, all of it, of the server's memory**`, '', `**${short(pending.each.bytes)}**`];
  return table(['key', 'lives', 'bytes'], [...rows, all]);
}

function ceilingTable(base: Base): string {
  const found = ceilingsOf(base);
  return table(
    ['log-ins a second, with all that belongs to them', ''],
    [
      ['for each core of the app', short(found.perAppCore)],
      ['for each shard, if everything could be spread', short(found.perShard)],
      ['of the slot with the quota of the installation, alone', short(found.installationSlot)],
      ['of the slot of the one dial code, alone', short(found.dialCodeSlot)],
      ['that `sendQuotas.total` allows at its widest, in an hour', short(found.quotaHour)],
      ['*subjects* whose codes it allows, with what is assumed below', short(found.quotaSubjects)],
    ],
  );
}

function growthTable(base: Base): string {
  const rows = growthOf(base).map((size) => [
    ...[size.subjects.toLocaleString('en'), size.perDay.toLocaleString('en'), short(size.rate), short(size.appCores)],
    ...[
      short(size.shards),
      short(size.pending),
      bytes(size.bytes.pending),
      bytes(size.bytes.hour),
      bytes(size.bytes.day),
    ],
    ...[bytes(size.databaseBytes), bytes(size.trailBytesPerDay), `${short(100 * size.quotaUse)} %`],
  ]);
  const head = [
    ...['subjects', 'log-ins a day', 'a second at the peak', 'app cores', 'shards', 'pending'],
    ...[
      'memory: pending',
      'counters of the hour',
      'of the day',
      'factors on disk',
      'trail a day',
      'of the widest quota',
    ],
  ];
  return table(head, rows);
}

function assumptions(): string {
  const { mix, ...rest } = ASSUMED;
  const all = Object.entries({ ...rest, ...mix }).map(([name, value]) => `\`${name}\` ${value.toLocaleString('en')}`);
  return `Assumed: ${all.join(', ')}.`;
}

/** Everything that a run has found, as it stands in the page. */
export function reportOf(base: Base, one: Base['cost'], checks: readonly Check[], about: Circumstances): string {
  const hot = `A charge of the installation's quota takes ${short(base.hot.chargeUs)} µs of its shard, and the count of one code ${short(base.hot.noteUs)} µs of the dial code's; a wake-up for one command takes its shard ${short(base.wake.redisUs)} µs, and the app ${short(base.wake.appUs)} µs for the answer.`;
  const rows = `In the database an enrolled subject takes ${short(base.rows.subject)} bytes, an event of the trail ${short(base.rows.event)}; a log-in tells ${short(base.eventsOfLogIn)} events.`;
  return [
    `${about.run}, ${about.date}, commit ${about.commit}. ${about.machine}. ${about.versions}.`,
    `### What an act costs: one server\n\n${costTable(one)}`,
    `### What an act costs: a Cluster of one master\n\n${costTable(base.cost)}`,
    `### Commands and round trips\n\n${tripTable()}`,
    `### What a log-in leaves\n\n${memoryTable(base)}\n\n${rows}`,
    `### Ceilings\n\n${ceilingTable(base)}\n\n${hot}`,
    `### Growth\n\n${growthTable(base)}\n\n${assumptions()}`,
    `### Predicted and measured\n\n${checkTable(checks)}`,
  ].join('\n\n');
}
