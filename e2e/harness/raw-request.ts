import { request } from 'node:http';
import { text } from 'node:stream/consumers';

/** A request as it goes over the wire: its path is not tidied up, as `fetch` would, and any header may be set. */
export interface RawRequest {
  /** @defaultValue 'GET' */
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Its answer. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** Sends a request to a console's address, byte for byte. */
export async function rawRequest(
  url: string,
  { method = 'GET', path, headers = {}, body }: RawRequest,
): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const sent = request({ hostname, port, method, path, headers: { ...length, ...headers } }, (response) => {
      const { statusCode: status = 0, headers: received } = response;
      text(response).then((answer) => resolve({ status, headers: received, body: answer }), reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
