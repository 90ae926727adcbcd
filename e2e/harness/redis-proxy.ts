import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** What becomes of a connection on which the second step speaks: passed on, never answered, or broken. */
export type Treatment = 'pass' | 'swallow' | 'break';

/** Every command of the second step names one of its keys. */
const OURS = /cs:\{/;

/**
 * Stands between a console and its Redis, and lets the second step's connections fail while those of the sessions, which
 * are in the same Redis, go on.
 */
export class RedisProxy implements AsyncDisposable {
  /** For `REDIS_URL`. */
  readonly url: string;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #swallowed = new Set<Socket>();
  #treatment: Treatment = 'pass';

  /** Use {@link startRedisProxy}. */
  constructor(server: Server, target: number) {
    this.#server = server;
    this.url = `redis://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on('connection', (client) => this.#join(client, connect(target, '127.0.0.1')));
  }

  /** How the second step's commands fare from now on. Connections on which one was swallowed break when that is over. */
  treat(treatment: Treatment): void {
    this.#treatment = treatment;
    if (treatment === 'swallow') return;
    for (const socket of this.#swallowed) socket.destroy();
    this.#swallowed.clear();
  }

  /** Ends every connection, and takes no more. */
  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    const closed = once(this.#server, 'close');
    this.#server.close();
    await closed;
  }

  #join(client: Socket, redis: Socket): void {
    for (const [socket, other] of [[client, redis] as const, [redis, client] as const]) {
      this.#sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => {
        this.#sockets.delete(socket);
        other.destroy();
      });
    }
    redis.on('data', (chunk) => void client.write(chunk));
    client.on('data', (chunk) => this.#forward(client, redis, chunk));
  }

  #forward(client: Socket, redis: Socket, chunk: Buffer): void {
    const meant = this.#swallowed.has(client) || OURS.test(chunk.toString('latin1'));
    if (!meant || this.#treatment === 'pass') redis.write(chunk);
    else if (this.#treatment === 'break') client.destroy();
    else this.#swallowed.add(client);
  }
}

/** Starts a proxy in front of the Redis on this port. */
export async function startRedisProxy(target: number): Promise<RedisProxy> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  return new RedisProxy(server, target);
}
