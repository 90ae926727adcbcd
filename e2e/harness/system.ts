import {
  type PostgresServer,
  type RedisServer,
  startPostgres,
  startRedis,
  startTwilio,
  type TwilioServer,
} from '@countersign/support';
import { Redis } from 'ioredis';
import { Client } from 'pg';
import { type Console, startConsole } from './console.js';

/** Shared by all processes of a {@link System}. */
const SECRET = 'the-secret-of-the-end-to-end-tests-0123456789';

/** Everything as in production, but for https: Redis, Postgres, Twilio's stand-in, and consoles that share them. */
export class System implements AsyncDisposable {
  readonly consoles: readonly Console[];
  readonly #parts: { readonly redis: RedisServer; readonly postgres: PostgresServer; readonly twilio: TwilioServer };
  #admin: Redis | undefined;

  /** Use {@link startSystem}. */
  constructor(
    parts: { readonly redis: RedisServer; readonly postgres: PostgresServer; readonly twilio: TwilioServer },
    consoles: readonly Console[],
  ) {
    this.#parts = parts;
    this.consoles = consoles;
  }

  get redis(): RedisServer {
    return this.#parts.redis;
  }

  get postgres(): PostgresServer {
    return this.#parts.postgres;
  }

  get twilio(): TwilioServer {
    return this.#parts.twilio;
  }

  /** The first console, for stories that need one. */
  get console(): Console {
    return this.consoles[0] as Console;
  }

  /** A connection of the test's own, to look and to shorten what expires. */
  get keys(): Redis {
    this.#admin ??= new Redis(this.redis.url);
    return this.#admin;
  }

  /** Runs SQL on the console's database. */
  async sql(text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
    const client = new Client({ connectionString: this.postgres.url });
    await client.connect();
    try {
      return (await client.query(text, values)).rows as Record<string, unknown>[];
    } finally {
      await client.end();
    }
  }

  /** Lets time pass for everything that the second step keeps in Redis: what would have expired is gone. */
  async pass(seconds: number): Promise<void> {
    for (const key of await this.keys.keys('cs:*')) {
      const left = (await this.keys.pttl(key)) - seconds * 1_000;
      if (left > 0) await this.keys.pexpire(key, left);
      else await this.keys.del(key);
    }
  }

  /** Forgets every sign-in, failure count and factor: the next test starts as on the first day. */
  async forget(): Promise<void> {
    await this.keys.flushall();
    await this.sql('TRUNCATE countersign_factor, countersign_failure, countersign_subject');
    await this.sql('UPDATE administrator SET active = true');
    this.twilio.reset();
  }

  /** Ends everything. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#admin?.disconnect();
    await Promise.all(this.consoles.map((each) => each[Symbol.asyncDispose]()));
    const { redis, postgres, twilio } = this.#parts;
    await Promise.all([redis, postgres, twilio].map((each) => each[Symbol.asyncDispose]()));
  }
}

/** Starts real servers and consoles on them, and waits until all are ready. */
export async function startSystem(processes = 1, env: Readonly<Record<string, string>> = {}): Promise<System> {
  const [redis, postgres, twilio] = await Promise.all([startRedis(), startPostgres(), startTwilio()]);
  const shared = {
    REDIS_URL: redis.url,
    DATABASE_URL: postgres.url,
    TWILIO_ACCOUNT_SID: twilio.credentials.accountSid,
    TWILIO_API_KEY: twilio.credentials.apiKey,
    TWILIO_API_SECRET: twilio.credentials.apiSecret,
    TWILIO_FROM: '+15005550006',
    TWILIO_API_URL: twilio.url,
    COUNTERSIGN_SECRET: SECRET,
    ...env,
  };
  const consoles = await Promise.all(Array.from({ length: processes }, () => startConsole(shared)));
  return new System({ redis, postgres, twilio }, consoles);
}
