import type { DataSource, QueryRunner } from 'typeorm';
import { sharesOneSession } from './shared-session.js';
import { pgliteTurns } from './turns.js';

/**
 * Gives work a query runner of its own. Where all runners share one session, the work also waits for its turn: else a
 * transaction of ours would swallow, and when rolled back undo, the statements of another.
 */
export async function withRunner<Value>(
  dataSource: DataSource,
  deadline: AbortSignal,
  work: (runner: QueryRunner) => Promise<Value>,
): Promise<Value> {
  const shared = await sharesOneSession(dataSource);
  const runner = dataSource.createQueryRunner('master');
  const leave = shared ? await pgliteTurns.next() : undefined;
  try {
    deadline.throwIfAborted();
    await runner.connect();
    deadline.throwIfAborted();
    return await work(runner);
  } finally {
    await runner.release();
    leave?.();
  }
}
