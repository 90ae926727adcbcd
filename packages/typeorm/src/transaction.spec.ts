import { describe, expect, test } from '@jest/globals';
import type { QueryRunner } from 'typeorm';
import { inTransaction } from './transaction.js';

/** A query runner that remembers what becomes of its transaction; steps in `failing` throw. */
function runnerThat(failing: readonly string[] = []) {
  const steps: string[] = [];
  const step = (name: string) => async () => {
    steps.push(name);
    if (failing.includes(name)) throw new Error(name);
  };
  const runner = {
    isTransactionActive: true,
    startTransaction: step('start'),
    commitTransaction: step('commit'),
    rollbackTransaction: step('rollback'),
  };
  return { steps, runner: runner as unknown as QueryRunner };
}

describe('a transaction', () => {
  test('R33: whose deadline passed while it worked is not committed', async () => {
    const { steps, runner } = runnerThat();
    const deadline = new AbortController();
    const work = async () => deadline.abort(new Error('late'));
    await expect(inTransaction(runner, deadline.signal, work)).rejects.toThrow('late');
    expect(steps).toEqual(['start', 'rollback']);
  });

  test('tells the first error, even when the rollback fails too', async () => {
    const { steps, runner } = runnerThat(['commit', 'rollback']);
    const outcome = inTransaction(runner, new AbortController().signal, async () => 'done');
    await expect(outcome).rejects.toThrow('commit');
    expect(steps).toEqual(['start', 'commit', 'rollback']);
  });
});
