import { expect, test } from '@jest/globals';
import { ManualClock } from '../testing/index.js';
import { AwaitedReceipts } from './awaited-receipts.js';

/** Two messages that are waited for, 20 s each, and which of them were overdue. */
function waitForTwo() {
  const clock = new ManualClock();
  const receipts = new AwaitedReceipts(clock);
  const overdue: string[] = [];
  for (const name of ['one', 'two']) receipts.wait(name, 20_000, () => overdue.push(name));
  return { receipts, overdue, pass: () => clock.advance(60_000) };
}

test('what is to be done when none comes is done once, in time', () => {
  const { overdue, pass } = waitForTwo();
  pass();
  expect(overdue).toEqual(['one', 'two']);
});

test('it is done at once when that is asked for, and not again', () => {
  const { receipts, overdue, pass } = waitForTwo();
  receipts.hurry('two');
  receipts.hurry('two');
  receipts.hurry('three');
  expect(overdue).toEqual(['two']);
  pass();
  expect(overdue).toEqual(['two', 'one']);
});

test('it is not done when there is nothing to wait for any more', () => {
  const { receipts, overdue, pass } = waitForTwo();
  receipts.forget('one');
  receipts.forget('three');
  pass();
  receipts.hurry('one');
  expect(overdue).toEqual(['two']);
});
