import type { QueryRunner } from 'typeorm';
import type { Tables } from './tables.js';

/** A statement, given the names of the tables. */
export type Sql = (tables: Tables) => string;

/** Runs statements: each for itself, or all in one transaction. */
export interface Statements {
  /** The rows that a statement returns; parameters are `$1`, `$2` … in the statement. */
  rows<Row>(sql: Sql, parameters?: readonly unknown[]): Promise<readonly Row[]>;
}

/** Statements on one connection. */
export class Session implements Statements {
  constructor(
    private readonly runner: QueryRunner,
    private readonly tables: Tables,
  ) {}

  async rows<Row>(sql: Sql, parameters: readonly unknown[] = []): Promise<readonly Row[]> {
    // The structured result has the rows in one place for every kind of statement; the plain one has not.
    const result = await this.runner.query(sql(this.tables), [...parameters], true);
    return result.records as Row[];
  }
}
