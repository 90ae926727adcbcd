/** A command line that cannot be followed. Its message is for the person who typed it, and never holds a value. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
