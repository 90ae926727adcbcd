import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { ManualClock } from '../testing/index.js';
import { systemTimer } from './timer.js';

const timeouts = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;

test('the machine’s timer runs what it is given once, unless it is called off, and keeps no process alive', async () => {
  const before = timeouts();
  const run: string[] = [];
  systemTimer.after(1, () => run.push('one'));
  systemTimer.after(1, () => run.push('two'))();
  systemTimer.after(60_000, () => run.push('three'));
  expect(timeouts()).toBe(before);
  await wait(20);
  expect(run).toEqual(['one']);
});

test('a manual clock runs what is due, each at its time, and what that brings about', () => {
  const clock = new ManualClock(0);
  const run: [string, number][] = [];
  const note = (name: string) => () => void run.push([name, clock.now()]);
  clock.after(20, note('second'));
  clock.after(10, () => {
    note('first')();
    clock.after(5, note('between'));
  });
  clock.after(15, note('never'))();
  clock.after(31, note('later'));
  clock.advance(30);
  expect(run).toEqual([
    ['first', 10],
    ['between', 15],
    ['second', 20],
  ]);
  expect(clock.now()).toBe(30);
});
