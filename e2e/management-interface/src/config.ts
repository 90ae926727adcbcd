import { randomBytes } from 'node:crypto';
import { type MailSettings, mailSettings } from './config.mail.js';
import { ConfigError, type Environment, httpUrl, integer, isOneOf, text } from './config.readers.js';
import { type BypassCodes, bypassCodes, countries, resendSeconds, trustedDevices } from './config.second-factor.js';
import { type TwilioSettings, twilioAccounts } from './config.twilio.js';
import { keptSecret } from './database/kept-secret.js';

/** Who must give a second factor: nobody, whoever wants to, everybody. */
export type Requirement = 'off' | 'optional' | 'required';

/** The values `SECOND_FACTOR` and the Security switch know. */
export const REQUIREMENTS: readonly Requirement[] = ['off', 'optional', 'required'];

/** Everything that the environment decides, checked. */
export interface Config {
  readonly production: boolean;
  readonly port: number;
  readonly host: string;
  /** The origin in links and cookies, without a slash at the end. */
  readonly publicUrl: string;
  /** True where the public address is https: cookies are then `Secure`. */
  readonly https: boolean;
  /** Whose word about a visitor's protocol and address is taken: on https a proxy in front of us ends TLS. */
  readonly proxies: readonly string[];
  /** One or more Redis nodes, more than one is a Cluster; or Sentinels. Undefined: sessions in memory. */
  readonly redisUrl: string | undefined;
  /** A Postgres URL, `memory:`, or undefined for the folder `.data`. */
  readonly databaseUrl: string | undefined;
  /** The accounts that send, in this order. None: texts are shown at `/inbox` instead. */
  readonly twilio: readonly TwilioSettings[];
  /** When the second account sends what nothing is heard of. Undefined: never. */
  readonly resendSeconds: number | undefined;
  /** The mail server for notices. Undefined: mails are shown at `/inbox`, where texts are. */
  readonly mail: MailSettings | undefined;
  /** Newest first. */
  readonly secrets: readonly string[];
  readonly secondFactor: Requirement;
  readonly countries: readonly string[];
  /** For how many days browsers may be trusted; false: none is. */
  readonly trustedDevices: false | { readonly days: number };
  /** Whether administrators may issue codes for lost factors, and whether a second one has to approve them. */
  readonly bypassCodes: BypassCodes;
  /** Where security events go besides the database. */
  readonly auditLog: 'off' | 'stdout';
  /** What the operator should know about these settings. */
  readonly warnings: readonly string[];
}

/**
 * Reads the environment, in this one place.
 *
 * @throws ConfigError that names the variable whose value is missing or wrong
 */
export function readConfig(env: Environment): Config {
  const port = integer(env, 'PORT', 3000, 0, 65_535);
  const production = env.NODE_ENV === 'production';
  const publicUrl = httpUrl(env, 'PUBLIC_URL') ?? `http://localhost:${port}`;
  if (production && text(env, 'PUBLIC_URL') !== undefined) requireHttps(publicUrl);
  const twilio = twilioAccounts(env, publicUrl);
  const config: Config = {
    production,
    port,
    host: text(env, 'HOST') ?? '127.0.0.1',
    publicUrl,
    https: publicUrl.startsWith('https:'),
    proxies: publicUrl.startsWith('https:') ? ['loopback', 'uniquelocal'] : [],
    redisUrl: redisUrl(env),
    databaseUrl: databaseUrl(env),
    twilio,
    resendSeconds: resendSeconds(env, twilio),
    mail: mailSettings(env),
    ...secrets(env),
    secondFactor: isOneOf(env, 'SECOND_FACTOR', REQUIREMENTS, 'required'),
    countries: countries(env),
    trustedDevices: trustedDevices(env),
    bypassCodes: bypassCodes(env),
    auditLog: isOneOf(env, 'AUDIT_LOG', ['off', 'stdout'], 'off'),
  };
  if (config.production) refuseDevelopmentSettings(config, env);
  return config;
}

function redisUrl(env: Environment): string | undefined {
  const value = text(env, 'REDIS_URL');
  if (value === undefined) return undefined;
  const isNode = (node: string) => /^rediss?:\/\/[^\s/?#]+(\/\d*)?$/.test(node) && URL.canParse(node);
  const isSentinel = /^rediss?\+sentinel:\/\/[^\s/?#]+\/[\w.-]+$/.test(value);
  if (isSentinel || value.split(',').every((node) => isNode(node.trim()))) return value;
  const nodes = 'must be redis:// or rediss:// addresses (several nodes: separated by commas)';
  throw new ConfigError('REDIS_URL', `${nodes}, or redis+sentinel://host:port,host:port/name`);
}

function databaseUrl(env: Environment): string | undefined {
  const value = text(env, 'DATABASE_URL');
  if (value === undefined || value === 'memory:' || /^postgres(ql)?:\/\/./.test(value)) return value;
  throw new ConfigError('DATABASE_URL', 'must start with postgres://, or be memory:');
}

function secrets(env: Environment): Secrets {
  const value = text(env, 'COUNTERSIGN_SECRET');
  if (value === undefined) return ownSecret(env);
  const secrets = value.split(',').map((each) => each.trim());
  const isShort = secrets.some((each) => Buffer.byteLength(each) < 32);
  if (isShort) throw new ConfigError('COUNTERSIGN_SECRET', 'must be at least 32 bytes long');
  return { secrets, warnings: [] };
}

type Secrets = Pick<Config, 'secrets' | 'warnings'>;

/** For development. In production the start is refused without one. */
function ownSecret(env: Environment): Secrets {
  const keeps = env.NODE_ENV !== 'production' && databaseUrl(env) === undefined;
  if (keeps) return { secrets: [keptSecret()], warnings: ['COUNTERSIGN_SECRET is not set: the one in .data/ is used'] };
  const lost = 'after a restart everybody is logged out, and registered phones cannot be read';
  const warning = `COUNTERSIGN_SECRET is not set: a random one is used, and ${lost}`;
  return { secrets: [randomBytes(32).toString('base64url')], warnings: [warning] };
}

function refuseDevelopmentSettings(config: Config, env: Environment): void {
  const required = (name: string) => new ConfigError(name, 'is required when NODE_ENV is production');
  if (config.redisUrl === undefined) throw required('REDIS_URL');
  if (config.twilio.length === 0) throw required('TWILIO_ACCOUNT_SID');
  if (text(env, 'COUNTERSIGN_SECRET') === undefined) throw required('COUNTERSIGN_SECRET');
  requireHttps(config.publicUrl);
}

function requireHttps(publicUrl: string): void {
  if (publicUrl.startsWith('https:')) return;
  throw new ConfigError('PUBLIC_URL', 'must be an https:// address when NODE_ENV is production');
}
