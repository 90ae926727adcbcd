import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { DeadlinePassed, withDeadline } from './deadline.js';

describe('withDeadline', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  test('gives what came in time, and leaves no timer behind', async () => {
    await expect(withDeadline(Promise.resolve(7), 1_000)).resolves.toBe(7);
    await expect(withDeadline(Promise.reject(new RangeError('no')), 1_000)).rejects.toThrow(RangeError);
    expect(jest.getTimerCount()).toBe(0);
  });

  test("gives what a host's function in plain JavaScript gave at once", async () => {
    await expect(withDeadline(7 as unknown as Promise<number>, 1_000)).resolves.toBe(7);
    expect(jest.getTimerCount()).toBe(0);
  });

  test('R85: gives up at the deadline, not before', async () => {
    const seen: unknown[] = [];
    const never = withDeadline(new Promise(() => undefined), 1_000).catch((error: unknown) => seen.push(error));
    await jest.advanceTimersByTimeAsync(999);
    expect(seen).toEqual([]);
    await jest.advanceTimersByTimeAsync(1);
    await never;
    expect(seen).toEqual([expect.any(DeadlinePassed)]);
  });

  test('drops what comes too late, an error too', async () => {
    let fail: (error: Error) => void = () => undefined;
    const late = new Promise((_, reject) => {
      fail = reject;
    });
    const outcome = withDeadline(late, 1_000).catch((error: unknown) => error);
    await jest.advanceTimersByTimeAsync(1_000);
    fail(new Error('too late'));
    expect(await outcome).toBeInstanceOf(DeadlinePassed);
  });
});
