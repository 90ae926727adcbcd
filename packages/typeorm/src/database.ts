import { StoreUnavailable } from '@countersign/core';
import type { DataSource, QueryRunner } from 'typeorm';
import { withinDeadline } from './deadline.js';
import { withRunner } from './runner.js';
import { Session, type Sql, type Statements } from './session.js';
import { type Tables, tablesOf } from './tables.js';
import { inTransaction } from './transaction.js';
import { asUnavailable } from './unavailable.js';

/** The host's database behind a deadline. Whatever the driver throws comes out as {@link StoreUnavailable}. */
export class Database implements Statements {
  readonly #dataSource: DataSource;
  readonly #timeoutMs: number;

  /** @throws TypeError when the data source is initialized and does not have the entities. */
  constructor(dataSource: DataSource, timeoutMs: number) {
    this.#dataSource = dataSource;
    this.#timeoutMs = timeoutMs;
    if (dataSource.isInitialized) tablesOf(dataSource);
  }

  /** One statement, which is atomic by itself. */
  rows<Row>(sql: Sql, parameters?: readonly unknown[]): Promise<readonly Row[]> {
    return this.#run((session) => session.rows<Row>(sql, parameters));
  }

  /** Several statements, all or none. The server gives up on each at the deadline too, and so frees its locks. */
  transaction<Value>(work: (statements: Statements) => Promise<Value>): Promise<Value> {
    return this.#run((session, runner, deadline) =>
      inTransaction(runner, deadline, async () => {
        await session.rows(() => `SET LOCAL statement_timeout = ${this.#timeoutMs}`);
        return work(session);
      }),
    );
  }

  async #run<Value>(
    work: (session: Session, runner: QueryRunner, deadline: AbortSignal) => Promise<Value>,
  ): Promise<Value> {
    const tables = this.#tables();
    try {
      return await withinDeadline(this.#timeoutMs, (deadline) =>
        withRunner(this.#dataSource, deadline, (runner) => work(new Session(runner, tables), runner, deadline)),
      );
    } catch (error) {
      throw asUnavailable(error);
    }
  }

  #tables(): Tables {
    if (!this.#dataSource.isInitialized) throw new StoreUnavailable('not_initialized');
    return tablesOf(this.#dataSource);
  }
}
