import { type FactorStore, SecondFactor, SecondFactorError, type SecondFactorOptions } from '@countersign/core';
import { ManualClock, RecordingSender } from '@countersign/core/testing';
import { RedisPendingStore } from '@countersign/redis';
import { type PostgresServer, type RedisServer, startPostgres, startRedis } from '@countersign/support';
import { countersignEntities, countersignMigrations, TypeOrmFactorStore } from '@countersign/typeorm';
import { Redis } from 'ioredis';
import { DataSource } from 'typeorm';

/** An account of which a thief has the password. */
export interface Account {
  readonly id: string;
  password: string;
}

const DAY = 86_400;

/** The factor store, but for how it counts a wrong answer: for policies that are not ours. */
export function counting(factors: FactorStore, recordFailure: FactorStore['recordFailure']): FactorStore {
  return new Proxy(factors, {
    get(target, name) {
      const value: unknown = name === 'recordFailure' ? recordFailure : Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

/** The real stores, with a clock that a test moves: Redis by its keys' expiries, the database by its rows' days. */
export class Stage implements AsyncDisposable {
  readonly clock = new ManualClock();
  readonly sender = new RecordingSender();
  /** How many answers of anybody's were judged, and were wrong. */
  judged = 0;
  readonly factors: TypeOrmFactorStore;
  #elapsed = 0;

  private constructor(
    readonly redis: RedisServer,
    private readonly postgres: PostgresServer,
    private readonly database: DataSource,
    readonly keys: Redis,
    readonly pending: RedisPendingStore,
  ) {
    this.factors = new TypeOrmFactorStore(database, { timeoutMs: 5_000 });
  }

  /** Starts the servers, and makes the tables. */
  static async open(): Promise<Stage> {
    const [redis, postgres] = await Promise.all([startRedis(), startPostgres()]);
    const tables = { entities: [...countersignEntities], migrations: [...countersignMigrations] };
    const database = await new DataSource({ type: 'postgres', url: postgres.url, ...tables }).initialize();
    await database.runMigrations();
    const stage = new Stage(redis, postgres, database, new Redis(redis.url), new RedisPendingStore(redis.url));
    await stage.pending.checkSettings();
    return stage;
  }

  /** A host on these stores, with an account that has registered a phone. */
  async host(changes: Partial<SecondFactorOptions<Account>> = {}) {
    const account: Account = { id: `account-of-${this.clock.now()}`, password: 'stolen' };
    const secondFactor = new SecondFactor<Account>({
      ...{ issuer: 'Management Interface', publicUrl: 'https://manage.example.com', policy: 'required' },
      ...{ secrets: ['a secret of the host, long enough for anybody'], countries: ['NL'] },
      ...{
        pending: this.pending,
        factors: this.factors,
        sender: this.sender,
        events: { emit: ({ type }) => this.#count(type) },
        clock: this.clock,
      },
      ...{ codeTtlSeconds: 600, signInTtlSeconds: 900 },
      subject: { id: ({ id }) => id, load: () => account, credentialVersion: ({ password }) => password },
      ...changes,
    });
    const begun = await secondFactor.begin(account);
    if (begun.status !== 'pending') throw new Error('not opened');
    await secondFactor.enrolPhone(begun.token.reveal(), { phone: '+31612345642' });
    const { mark } = await secondFactor.verify(begun.token.reveal(), this.sender.last.code);
    // The next one is another one.
    this.clock.advance(1);
    return { account, secondFactor, mark: mark ?? '' };
  }

  /** Lets time pass, in seconds. */
  async pass(seconds: number): Promise<void> {
    this.clock.advance(seconds * 1_000);
    for (const key of await this.keys.keys('cs:*')) {
      const left = (await this.keys.pttl(key)) - seconds * 1_000;
      if (left > 0) await this.keys.pexpire(key, left);
      else await this.keys.del(key);
    }
    const days = Math.floor((this.#elapsed + seconds) / DAY) - Math.floor(this.#elapsed / DAY);
    this.#elapsed += seconds;
    if (days > 0) await this.#age(days);
  }

  /** Lets the rest of the day pass. */
  async nextDay(): Promise<void> {
    await this.pass(DAY - (this.#elapsed % DAY) + 1);
  }

  #count(type: string): void {
    if (type === 'countersign.code.wrong') this.judged += 1;
  }

  async #age(days: number): Promise<void> {
    // In two steps, so that no row comes upon the day of another one.
    await this.database.query('UPDATE countersign_failure SET day = day - 100000');
    await this.database.query('UPDATE countersign_failure SET day = day + 100000 - $1::int', [days]);
    await this.database.query(
      "UPDATE countersign_subject SET suspected_until = suspected_until - $1 * interval '1 day'",
      [days],
    );
  }

  /** Ends everything. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.pending.disconnect();
    this.keys.disconnect();
    await this.database.destroy();
    await Promise.all([this.redis, this.postgres].map((each) => each[Symbol.asyncDispose]()));
  }
}

/**
 * Somebody who knows a password and has no phone: guesses for a day, with all the patience that it takes, until the second
 * step says no more.
 */
export async function guessForADay(stage: Stage, secondFactor: SecondFactor<Account>, account: Account): Promise<void> {
  let locked = false;
  while (!locked) {
    const token = await opened(secondFactor, account);
    locked = token === undefined || (await guessAt(stage, secondFactor, token)) === 'second_factor_locked';
  }
  await stage.nextDay();
}

/** Guesses at one sign-in to its end; tells how that came. */
async function guessAt(stage: Stage, secondFactor: SecondFactor<Account>, token: string): Promise<string> {
  for (;;) {
    const wrong = stage.sender.last.code === '000000' ? '111111' : '000000';
    const { code, data } = await refusalOf(secondFactor.verify(token, wrong));
    if (code === 'second_factor_locked') return code;
    await stage.pass(data.retryAfterSeconds ?? 0);
    if (code !== 'code_wrong') return code;
  }
}

/** The owner logs in, where that can be. */
export async function logInOf(stage: Stage, secondFactor: SecondFactor<Account>, account: Account): Promise<boolean> {
  const token = await opened(secondFactor, account);
  if (token !== undefined) await secondFactor.verify(token, stage.sender.last.code);
  return token !== undefined;
}

/** Guesses without a pause, and begins again whenever a sign-in has ended, until it is told to stop. */
export async function hammer(
  secondFactor: SecondFactor<Account>,
  account: Account,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const token = await opened(secondFactor, account).catch(() => undefined);
    for (let tries = 0; token !== undefined && tries < 6; tries++) {
      await secondFactor.verify(token, '000000').catch(() => undefined);
    }
    // Otherwise nothing else would have its turn in this process.
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

async function opened(secondFactor: SecondFactor<Account>, account: Account): Promise<string | undefined> {
  try {
    const begun = await secondFactor.begin(account);
    return begun.status === 'pending' && begun.state.code ? begun.token.reveal() : undefined;
  } catch (error) {
    if (error instanceof SecondFactorError && error.code === 'second_factor_locked') return undefined;
    throw error;
  }
}

async function refusalOf(step: Promise<unknown>): Promise<SecondFactorError> {
  const outcome = await step.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (outcome instanceof SecondFactorError) return outcome;
  throw new Error('A guess was right, or something else went wrong');
}
