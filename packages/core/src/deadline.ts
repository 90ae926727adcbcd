/** A promise that was not settled in time. What it would have done is unknown. */
export class DeadlinePassed extends Error {
  override readonly name = 'DeadlinePassed';
}

/**
 * Waits for a promise at most this long. The late result, or its error, is dropped.
 * @throws DeadlinePassed
 */
export function withDeadline<Value>(promise: Promise<Value>, milliseconds: number): Promise<Value> {
  // One promise and no race: every step of a sign-in waits here several times.
  return new Promise<Value>((resolve, reject) => {
    const timer = setTimeout(() => reject(new DeadlinePassed()), milliseconds);
    // A host's function in plain JavaScript may have given the value itself.
    Promise.resolve(promise).then(
      (value) => {
        clearTimeout(timer);
        resolve(value);
      },
      (error: unknown) => {
        clearTimeout(timer);
        reject(error);
      },
    );
  });
}
