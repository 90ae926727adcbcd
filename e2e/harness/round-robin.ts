import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A plain round-robin in front of the app processes, as one that ends TLS. It asks the next one where one refuses the
 * connection, and sends nothing twice: a request whose process dies is answered with 502.
 */
export class RoundRobin implements AsyncDisposable {
  readonly url: string;
  readonly #server: Server;
  readonly #ports: readonly number[];
  #turn = 0;

  /** Use {@link startRoundRobin}. */
  constructor(server: Server, ports: readonly number[]) {
    this.#server = server;
    this.#ports = ports;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on('request', (incoming: IncomingMessage, reply: ServerResponse) => void this.#pass(incoming, reply));
  }

  /** Stops it. */
  async [Symbol.asyncDispose](): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  async #pass(incoming: IncomingMessage, reply: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    this.#ask(incoming, Buffer.concat(chunks), reply, this.#ports.length);
  }

  #ask(incoming: IncomingMessage, body: Buffer, reply: ServerResponse, left: number): void {
    const port = this.#ports[this.#turn++ % this.#ports.length] as number;
    const { method, url: path, headers } = incoming;
    const options = { host: '127.0.0.1', port, method, path, headers: { ...headers, 'x-forwarded-proto': 'https' } };
    const asked = request({ ...options, agent: false } as object, (response) => {
      response.on('error', () => reply.destroy());
      reply.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(reply);
    });
    asked.on('error', ({ code }: NodeJS.ErrnoException) => {
      if (code === 'ECONNREFUSED' && left > 1) this.#ask(incoming, body, reply, left - 1);
      else if (reply.headersSent) reply.destroy();
      else reply.writeHead(502).end();
    });
    asked.end(body);
  }
}

/** Starts one in front of these ports of 127.0.0.1. */
export async function startRoundRobin(ports: readonly number[]): Promise<RoundRobin> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  return new RoundRobin(server, ports);
}
