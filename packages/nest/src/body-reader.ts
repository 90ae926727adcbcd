import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';

/** What stands in front of an adapter's own body parser. */
export interface BodyReader {
  /** Whether a request's body is the second step's. @param path - is asked for where it matters: most requests have no body. */
  isOurs(method: string | undefined, path: () => string): boolean;
  /**
   * Reads a body and keeps what was wrong with it.
   *
   * @param request - as guards and handlers will know it.
   * @param payload - the stream, where it is not the raw request itself.
   * @returns what was right.
   */
  read(request: object, raw: IncomingMessage, payload?: Readable): Promise<unknown>;
}
