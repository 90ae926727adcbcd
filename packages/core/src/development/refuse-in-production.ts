/**
 * Stops the start of what is meant for development only (R74, R87).
 * @param what - its name, as it stands in the message.
 * @throws Error with `NODE_ENV=production`.
 */
export function refuseInProduction(what: string): void {
  if (process.env.NODE_ENV !== 'production') return;
  throw new Error(`${what} is for development and tests: it does not run with NODE_ENV=production`);
}
