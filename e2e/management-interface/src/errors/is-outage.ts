/** Codes of a socket that broke, and of a Postgres that is starting, stopping or full. */
const CODES = /^(E(CONNREFUSED|CONNRESET|PIPE|TIMEDOUT|HOSTUNREACH)|08\w{3}|57P0\d|53\w{3})$/;
/** What `pg` says of a connection that broke or a server that does not answer; such errors have no code. */
const WORDS = /timeout|Connection terminated|connection is closed|Client has encountered a connection error/i;

/** Whether an error means that the database cannot be reached now. */
export function isOutage(error: unknown): boolean {
  const { driverError = error } = error as { driverError?: unknown };
  if (!(driverError instanceof Error)) return false;
  const { code } = driverError as { code?: unknown };
  return typeof code === 'string' ? CODES.test(code) : WORDS.test(driverError.message);
}
