/**
 * No usable answer came. It is made anew from the HTTP client's error and keeps its code alone: the original holds the
 * request, so the code, the number and the API secret (R76), and must not be attached, not even as `cause`.
 */
export class TransportError extends Error {
  override readonly name = 'TransportError';
  /** What went wrong, as Node or the HTTP client names it: `ECONNREFUSED`, `ECONNRESET`. */
  readonly code: string;

  private constructor(code: string) {
    super(`No answer (${code})`);
    this.code = code;
  }

  /** What may be said of an error that the HTTP client threw. */
  static from(error: unknown): TransportError {
    const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
    return new TransportError(typeof code === 'string' && /^[A-Z][A-Z0-9_]{2,40}$/.test(code) ? code : 'UNKNOWN');
  }
}
