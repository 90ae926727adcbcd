import { freePort } from './free-port.js';
import { type Cluster, createCluster } from './postgres/cluster.js';
import { Postmaster } from './postgres/postmaster.js';

/**
 * A private PostgreSQL server on 127.0.0.1, for tests: a cluster of its own in a temporary folder, superuser `postgres`
 * without a password, nothing synced to disk. Gone at the end of this process, however it ends.
 */
export class PostgresServer implements AsyncDisposable {
  readonly #cluster: Cluster;
  #postmaster: Postmaster;

  /** The port on 127.0.0.1; the same after a restart. */
  readonly port: number;

  /** Use {@link startPostgres}. */
  constructor(cluster: Cluster, postmaster: Postmaster, port: number) {
    this.#cluster = cluster;
    this.#postmaster = postmaster;
    this.port = port;
  }

  /** Where to connect. */
  get url(): string {
    return `postgres://postgres@127.0.0.1:${this.port}/postgres`;
  }

  /** From now on connections hang: the server and all its backends get SIGSTOP. */
  freeze(): void {
    this.#postmaster.freeze();
  }

  /** Undoes {@link PostgresServer.freeze}. */
  thaw(): void {
    this.#postmaster.thaw();
  }

  /** From now on connections are refused, and open ones are broken. The data stays. */
  stop(): Promise<void> {
    return this.#postmaster.stop();
  }

  /** Stops, and starts again with the same data on the same port. */
  async restart(): Promise<void> {
    await this.stop();
    this.#postmaster = await Postmaster.start(this.#cluster, this.port);
  }

  /** Stops, and deletes the data. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    this.#cluster.remove();
  }
}

/**
 * Starts a private PostgreSQL server from the machine's own binaries. Takes two or three seconds.
 * @throws Error when the machine has none, or it does not start within 20 s.
 */
export async function startPostgres(): Promise<PostgresServer> {
  const cluster = await createCluster();
  try {
    const port = await freePort();
    return new PostgresServer(cluster, await Postmaster.start(cluster, port), port);
  } catch (error) {
    cluster.remove();
    throw error;
  }
}
