import { BOUNDS, type Clock, DEFAULTS, systemClock } from '@countersign/core';
import { type Environment, listOf, textOf } from '../environment.js';
import { type TwilioSettings, twilioSettings } from './twilio/twilio-settings.js';

/** What may be given beside the variables; each takes the place of the one that it is named after. */
export interface DoctorOptions {
  /** The service's name, as the host gives it to Countersign. @defaultValue none: the texts are not measured */
  readonly issuer?: string | undefined;
  /** Instead of `PUBLIC_URL`. */
  readonly publicUrl?: string | undefined;
  /** Where the second step is mounted. @defaultValue '2fa' */
  readonly path?: string | undefined;
  /** Instead of `SECOND_FACTOR_COUNTRIES`: two letters each, with commas between. */
  readonly countries?: string | undefined;
  /** Digits of a code. @defaultValue 6 */
  readonly codeLength?: number | undefined;
  /** Instead of `TWILIO_FROM`. */
  readonly from?: string | undefined;
  /** Instead of `TWILIO_MESSAGING_SERVICE_SID`. */
  readonly messagingService?: string | undefined;
  /** The schema of TypeORM's table of migrations. @defaultValue the first of the connection's search path that has it */
  readonly schema?: string | undefined;
  /** The name of that table. @defaultValue 'migrations', which is TypeORM's */
  readonly migrationsTable?: string | undefined;
  /** Replaced in tests. @defaultValue the machine's clock */
  readonly clock?: Clock | undefined;
}

/** All that checks look at. */
export interface DoctorSettings {
  readonly issuer: string | undefined;
  /** Without a slash at its end; not checked. */
  readonly publicUrl: string | undefined;
  /** Without slashes around it. */
  readonly path: string;
  /** Not checked. */
  readonly countries: readonly string[];
  readonly codeLength: number;
  readonly secrets: readonly string[];
  readonly redisUrl: string | undefined;
  readonly databaseUrl: string | undefined;
  readonly schema: string | undefined;
  readonly migrationsTable: string;
  readonly twilio: TwilioSettings;
  readonly clock: Clock;
}

/** The countries of a host that names none, as of the demo. */
const COUNTRIES = 'US,NL,GB,DE,FR';

/**
 * Reads the variables, and what is given beside them.
 * @throws RangeError for a `codeLength` that no host may have.
 */
export function readSettings(env: Environment, options: DoctorOptions = {}): DoctorSettings {
  const countries = options.countries ?? textOf(env, 'SECOND_FACTOR_COUNTRIES') ?? COUNTRIES;
  return {
    issuer: options.issuer,
    publicUrl: (options.publicUrl ?? textOf(env, 'PUBLIC_URL'))?.replace(/\/$/, ''),
    path: (options.path ?? '2fa').replace(/^\/+|\/+$/g, ''),
    countries: listOf(countries),
    codeLength: checkCodeLength(options.codeLength ?? DEFAULTS.codeLength),
    secrets: listOf(textOf(env, 'COUNTERSIGN_SECRET')),
    redisUrl: textOf(env, 'REDIS_URL'),
    databaseUrl: textOf(env, 'DATABASE_URL'),
    schema: options.schema,
    migrationsTable: options.migrationsTable ?? 'migrations',
    twilio: twilioSettings(env, options),
    clock: options.clock ?? systemClock,
  };
}

function checkCodeLength(digits: number): number {
  const [least, most] = BOUNDS.codeLength;
  if (Number.isInteger(digits) && digits >= least && digits <= most) return digits;
  throw new RangeError(`codeLength must be a whole number from ${least} to ${most}`);
}
