const opened: { disconnect(): void }[] = [];

/** Notes a store or client to be closed by {@link closeAll}, also when the test fails. */
export function closing<Closable extends { disconnect(): void }>(closable: Closable): Closable {
  opened.push(closable);
  return closable;
}

/** Closes what {@link closing} noted: for `afterEach`. */
export function closeAll(): void {
  for (const closable of opened.splice(0)) closable.disconnect();
}
