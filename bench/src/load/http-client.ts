import { Client } from 'undici';
import { cookieHeader } from './cookie-header.js';

/** The origin that browsers see, which the apps are told of: a browser sends it with each change. */
export const ORIGIN = 'http://localhost:3000';

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly text: string;
}

/** One connection that is kept alive, from an address of its own. */
export class HttpConnection {
  readonly #client: Client;

  /** @param number - from 1 to 254, for the last part of the address. */
  constructor(port: number, number: number) {
    const localAddress = `127.0.1.${number}`;
    this.#client = new Client(`http://127.0.0.1:${port}`, { localAddress, keepAliveTimeout: 600_000 });
  }

  /** Closes it. */
  close(): Promise<void> {
    return this.#client.close();
  }

  /** Asks, and reads the whole answer. */
  async request(visit: Visit, method: 'GET' | 'POST', path: string, body?: object): Promise<Answer> {
    const headers: Record<string, string> = { accept: 'application/json', cookie: visit.cookie, origin: ORIGIN };
    if (body) headers['content-type'] = 'application/json';
    const given = body ? JSON.stringify(body) : null;
    const reply = await this.#client.request({ method, path, headers, body: given });
    const lines = reply.headers['set-cookie'] ?? [];
    visit.cookie = cookieHeader(typeof lines === 'string' ? [lines] : lines, visit.cookie);
    return { status: reply.statusCode, text: await reply.body.text() };
  }
}

/** What a browser remembers. */
export interface Visit {
  cookie: string;
}
