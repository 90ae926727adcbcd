import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** Stands before a server on the loopback address: what that answers is passed on, and what it is sent in a way of one's own. */
export abstract class TcpRelay implements AsyncDisposable {
  readonly port: number;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  /**
   * @param server - listens already: {@link listening}.
   * @param target - the port that new connections lead to.
   */
  constructor(
    server: Server,
    protected target: number,
  ) {
    this.#server = server;
    this.port = (server.address() as AddressInfo).port;
    server.on('connection', (client) => this.#join(client, connect(this.target, '127.0.0.1')));
  }

  /** Passes on, or does not, what a client has sent. */
  protected abstract forward(client: Socket, server: Socket, chunk: Buffer): void;

  /** Breaks every connection. */
  protected breakAll(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  /** Ends every connection, and takes no more. */
  async [Symbol.asyncDispose](): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.breakAll();
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
    client.on('data', (chunk) => this.forward(client, server, chunk));
  }
}

/** A server at a free port. */
export async function listening(): Promise<Server> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}
