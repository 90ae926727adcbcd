import type { Socket } from 'node:net';
import { listening, TcpRelay } from '../harness/tcp-relay.js';

/** An address that stays while the server behind it changes, as a managed Redis has one; and a line that can be slow. */
export class Relay extends TcpRelay {
  /** Milliseconds that everything takes on its way to the server. */
  delayMs = 0;
  /** What is on its way, for each client. */
  readonly #lines = new WeakMap<Socket, Buffer[]>();

  /** Leads to another server from now on; open connections break. */
  aim(target: number): void {
    this.target = target;
    this.breakAll();
  }

  /** Nothing overtakes what is on its way, also when the line is quick again: each timer passes on what has waited longest. */
  protected override forward(client: Socket, server: Socket, chunk: Buffer): void {
    const line = this.#lines.get(client) ?? [];
    this.#lines.set(client, line);
    if (this.delayMs === 0 && line.length === 0) return void server.write(chunk);
    line.push(chunk);
    setTimeout(() => server.write(line.shift() as Buffer), this.delayMs);
  }
}

/** Starts one in front of this port. */
export async function startRelay(target: number): Promise<Relay> {
  return new Relay(await listening(), target);
}
