import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** An address that stays while the server behind it changes, as a managed Redis has one; and a line that can be slow. */
export class Relay implements AsyncDisposable {
  /** Milliseconds that everything takes on its way to the server. */
  delayMs = 0;
  readonly port: number;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #target: number;

  /** Use {@link startRelay}. */
  constructor(server: Server, target: number) {
    this.#server = server;
    this.#target = target;
    this.port = (server.address() as AddressInfo).port;
    server.on('connection', (client) => this.#join(client, connect(this.#target, '127.0.0.1')));
  }

  /** Leads to another server from now on; open connections break. */
  aim(target: number): void {
    this.#target = target;
    for (const socket of this.#sockets) socket.destroy();
  }

  /** Ends every connection, and takes no more. */
  async [Symbol.asyncDispose](): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.aim(this.#target);
    await closed;
  }

  #join(client: Socket, server: Socket): void {
    for (const [socket, other] of [[client, server] as const, [server, client] as const]) {
      this.#sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => {
        this.#sockets.delete(socket);
        other.destroy();
      });
    }
    server.on('data', (chunk) => void client.write(chunk));
    // Nothing overtakes what is on its way, also when the line is quick again: each timer passes on what has waited longest.
    const line: Buffer[] = [];
    client.on('data', (chunk) => {
      if (this.delayMs === 0 && line.length === 0) return void server.write(chunk);
      line.push(chunk);
      setTimeout(() => server.write(line.shift() as Buffer), this.delayMs);
    });
  }
}

/** Starts one in front of this port. */
export async function startRelay(target: number): Promise<Relay> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  return new Relay(server, target);
}
