import { BOUNDS, DEFAULTS } from '@countersign/core';
import { type Command, type GivenOptions, textGiven } from '../command.js';
import { UsageError } from '../usage-error.js';
import { doctor } from './doctor.js';
import type { DoctorOptions } from './settings.js';
import { table } from './table.js';

/** `countersign doctor`: exits with 1 when there is a problem. */
export const doctorCommand: Command = {
  name: 'doctor',
  summary: 'Looks over an installation before it goes live: Twilio, the webhook, Redis, the database. Changes nothing.',
  options: {
    issuer: { type: 'string', value: '<name>', says: 'The service’s name in texts, to measure them.' },
    'public-url': { type: 'string', value: '<url>', says: 'Instead of PUBLIC_URL.' },
    path: { type: 'string', value: '<path>', says: 'Where the second step is mounted. Default: 2fa.' },
    countries: { type: 'string', value: '<NL,BE>', says: 'Instead of SECOND_FACTOR_COUNTRIES.' },
    'code-length': { type: 'string', value: '<digits>', says: `Digits of a code. Default: ${DEFAULTS.codeLength}.` },
    from: { type: 'string', value: '<sender>', says: 'Instead of TWILIO_FROM.' },
    'messaging-service': { type: 'string', value: '<sid>', says: 'Instead of TWILIO_MESSAGING_SERVICE_SID.' },
    schema: {
      type: 'string',
      value: '<name>',
      says: 'Where TypeORM’s table of migrations is. Default: the search path.',
    },
    'migrations-table': { type: 'string', value: '<name>', says: 'What it is called. Default: migrations.' },
    json: { type: 'boolean', says: 'Prints the findings as JSON: [{ name, status, says, todo? }].' },
  },
  notes: `Variables, as the host has them (secrets have no options: a command line can be read by others):
  PUBLIC_URL, SECOND_FACTOR_COUNTRIES, COUNTERSIGN_SECRET, REDIS_URL, DATABASE_URL,
  TWILIO_ACCOUNT_SID, TWILIO_API_KEY, TWILIO_API_SECRET, TWILIO_AUTH_TOKEN,
  TWILIO_FROM or TWILIO_MESSAGING_SERVICE_SID, TWILIO_API_URL
Those of a file: node --env-file=.env node_modules/@countersign/cli/dist/main.js doctor

Exit code: 0 without a problem, 1 with one, 2 for wrong usage.`,
  async run(options, terminal) {
    const findings = await doctor(terminal.env, doctorOptions(options));
    terminal.out(options.json === true ? `${JSON.stringify(findings, null, 2)}\n` : table(findings));
    return findings.some(({ status }) => status === 'problem') ? 1 : 0;
  },
};

function doctorOptions(given: GivenOptions): DoctorOptions {
  const text = (name: string) => textGiven(given, name);
  return {
    issuer: text('issuer'),
    publicUrl: text('public-url'),
    path: text('path'),
    countries: text('countries'),
    codeLength: digitsOf(text('code-length')),
    from: text('from'),
    messagingService: text('messaging-service'),
    schema: text('schema'),
    migrationsTable: text('migrations-table'),
  };
}

function digitsOf(text: string | undefined): number | undefined {
  const [least, most] = BOUNDS.codeLength;
  if (text === undefined) return undefined;
  if (/^\d+$/.test(text) && Number(text) >= least && Number(text) <= most) return Number(text);
  throw new UsageError(`--code-length must be a whole number from ${least} to ${most}`);
}
