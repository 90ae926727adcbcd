import type { QueryRunner } from 'typeorm';

/**
 * Runs work in a transaction of its own; rolls back when it throws, or when the deadline has passed before the commit.
 * READ COMMITTED, whatever the host's default is: a statement after a row lock must see what the lock waited for.
 */
export async function inTransaction<Value>(
  runner: QueryRunner,
  deadline: AbortSignal,
  work: () => Promise<Value>,
): Promise<Value> {
  try {
    await runner.startTransaction('READ COMMITTED');
    const value = await work();
    deadline.throwIfAborted();
    await runner.commitTransaction();
    return value;
  } catch (error) {
    await rollBack(runner);
    throw error;
  }
}

async function rollBack(runner: QueryRunner): Promise<void> {
  try {
    if (runner.isTransactionActive) await runner.rollbackTransaction();
  } catch {
    // The connection is gone, and the transaction with it. The first error is the one to tell.
  }
}
