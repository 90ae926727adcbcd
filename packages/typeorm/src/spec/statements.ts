import { AbstractLogger } from 'typeorm';

/** A TypeORM logger that remembers the statements. */
export class StatementLog extends AbstractLogger {
  readonly statements: string[] = [];

  override logQuery(query: string): void {
    this.statements.push(query.trim().replace(/\s+/g, ' '));
  }

  protected writeLog(): void {
    // Everything else does not matter here.
  }
}
