import type { Socket } from 'node:net';
import { listening, TcpRelay } from './tcp-relay.js';

/** What becomes of a connection on which the second step speaks: passed on, never answered, or broken. */
export type Treatment = 'pass' | 'swallow' | 'break';

/** Every command of the second step names one of its keys. */
const OURS = /cs:\{/;

/**
 * Stands between a console and its Redis, and lets the second step's connections fail while those of the sessions, which
 * are in the same Redis, go on.
 */
export class RedisProxy extends TcpRelay {
  readonly #swallowed = new Set<Socket>();
  #treatment: Treatment = 'pass';

  /** For `REDIS_URL`. */
  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** How the second step's commands fare from now on. Connections on which one was swallowed break when that is over. */
  treat(treatment: Treatment): void {
    this.#treatment = treatment;
    if (treatment === 'swallow') return;
    for (const socket of this.#swallowed) socket.destroy();
    this.#swallowed.clear();
  }

  protected override forward(client: Socket, redis: Socket, chunk: Buffer): void {
    const meant = this.#swallowed.has(client) || OURS.test(chunk.toString('latin1'));
    if (!meant || this.#treatment === 'pass') redis.write(chunk);
    else if (this.#treatment === 'break') client.destroy();
    else this.#swallowed.add(client);
  }
}

/** Starts a proxy in front of the Redis on this port. */
export async function startRedisProxy(target: number): Promise<RedisProxy> {
  return new RedisProxy(await listening(), target);
}
