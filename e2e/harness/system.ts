import { type PostgresServer, type RedisServer, startPostgres, startRedis } from '@countersign/support';
import { startTwilioStandIn, type TwilioStandIn } from '@countersign/twilio/testing';
import { Redis } from 'ioredis';
import { type Console, startConsole } from './console.js';
import { isKept, startedOnce } from './kept.js';
import { passTime } from './keys-of.js';
import { sqlAt } from './sql.js';

/** Shared by all processes of a {@link System}. */
export const SECRET = 'the-secret-of-the-end-to-end-tests-0123456789';

/** The servers that a console stands on. */
export interface Parts {
  readonly redis: RedisServer;
  readonly postgres: PostgresServer;
  readonly twilio: TwilioStandIn;
}

/** Everything as in production, but for https: Redis, Postgres, Twilio's stand-in, and consoles that share them. */
export class System implements AsyncDisposable {
  readonly consoles: readonly Console[];
  readonly #parts: Parts;
  #admin: Redis | undefined;

  /** Use {@link startSystem}. */
  constructor(parts: Parts, consoles: readonly Console[]) {
    this.#parts = parts;
    this.consoles = consoles;
  }

  get redis(): RedisServer {
    return this.#parts.redis;
  }

  get postgres(): PostgresServer {
    return this.#parts.postgres;
  }

  get twilio(): TwilioStandIn {
    return this.#parts.twilio;
  }

  /** The first console, for stories that need one. */
  get console(): Console {
    return this.consoles[0] as Console;
  }

  /** A connection of the test's own, to look and to shorten what expires. */
  get keys(): Redis {
    // Outages are part of the tests: it connects again by itself, and has nothing to say about it.
    this.#admin ??= new Redis(this.redis.url).on('error', () => undefined);
    return this.#admin;
  }

  /** Runs SQL on the console's database. */
  sql(text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
    return sqlAt(this.postgres, text, values);
  }

  /** Lets time pass for everything that the second step keeps in Redis: what would have expired is gone. */
  pass(seconds: number): Promise<void> {
    return passTime(this.keys, seconds);
  }

  /** Forgets how many codes were sent: for stories that need more than anybody gets. */
  async forgetSends(): Promise<void> {
    const counters = await this.keys.keys('cs:*:sends:*');
    if (counters.length > 0) await this.keys.del(counters);
  }

  /** Forgets the failures that outlast Redis. */
  async forgive(): Promise<void> {
    await this.sql('TRUNCATE countersign_failure');
    await this.sql('UPDATE countersign_factor SET consecutive_failures = 0');
  }

  /** Forgets every sign-in, failure count and factor: the next test starts as on the first day. */
  async forget(): Promise<void> {
    await this.keys.flushall();
    await this.sql('TRUNCATE countersign_factor, countersign_failure, countersign_subject');
    await this.sql('UPDATE administrator SET active = true, must_change = NULL, locked_until = NULL');
    this.twilio.reset();
  }

  /** Ends the consoles; the servers go on, for another system on them. */
  async leave(): Promise<void> {
    this.#admin?.disconnect();
    await Promise.all(this.consoles.map((each) => each[Symbol.asyncDispose]()));
  }

  /** Ends everything, unless another spec goes on with it. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (isKept(this)) return;
    await this.leave();
    const { redis, postgres, twilio } = this.#parts;
    await Promise.all([redis, postgres, twilio].map((each) => each[Symbol.asyncDispose]()));
  }
}

/** Starts real servers and consoles on them, and waits until all are ready. */
export function startSystem(processes = 1, env: Readonly<Record<string, string>> = {}): Promise<System> {
  return startedOnce('system', [processes, env], () => startOwnSystem(processes, env));
}

/** The same, and nobody else goes on with it. */
export async function startOwnSystem(processes: number, env: Readonly<Record<string, string>>): Promise<System> {
  const parts = await startParts();
  const shared = { ...environmentOf(parts), ...env };
  return systemOf(
    parts,
    Array.from({ length: processes }, () => startConsole(shared)),
  );
}

/** A system of consoles that are starting. When one of them fails, nothing is left running: a test run could not end. */
export async function systemOf(parts: Parts, starting: readonly Promise<Console>[]): Promise<System> {
  const started = await Promise.allSettled(starting);
  const system = new System(
    parts,
    started.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : [])),
  );
  const failed = started.find((each) => each.status === 'rejected');
  if (failed === undefined) return system;
  await system[Symbol.asyncDispose]();
  throw failed.reason;
}

/** Starts the servers alone. */
export async function startParts(): Promise<Parts> {
  const [redis, postgres, twilio] = await Promise.all([startRedis(), startPostgres(), startTwilioStandIn()]);
  return { redis, postgres, twilio };
}

/** The environment of a console on these servers. */
export function environmentOf({ redis, postgres, twilio }: Omit<Parts, 'redis'> & { redis: { readonly url: string } }) {
  return {
    REDIS_URL: redis.url,
    DATABASE_URL: postgres.url,
    TWILIO_ACCOUNT_SID: twilio.credentials.accountSid,
    TWILIO_API_KEY: twilio.credentials.apiKey,
    TWILIO_API_SECRET: twilio.credentials.apiSecret,
    TWILIO_FROM: '+15005550006',
    TWILIO_API_URL: twilio.url,
    TWILIO_AUTH_TOKEN: twilio.authToken,
    COUNTERSIGN_SECRET: SECRET,
  };
}
