import { StoreUnavailable } from '@countersign/core';

/**
 * Runs work against a deadline. Work that is late cannot be recalled: it goes on unseen, so it must ask the signal
 * before each further step, above all before a commit.
 * @throws StoreUnavailable `timeout` when the deadline passes first: the outcome is unknown.
 */
export async function withinDeadline<Value>(
  milliseconds: number,
  work: (deadline: AbortSignal) => Promise<Value>,
): Promise<Value> {
  const passed = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const reason = new StoreUnavailable('timeout');
      passed.abort(reason);
      reject(reason);
    }, milliseconds);
  });
  try {
    return await Promise.race([work(passed.signal), late]);
  } finally {
    clearTimeout(timer);
  }
}
