import { Cluster, type ClusterNode, Redis } from 'ioredis';

/** What was sent since the client was made. */
export interface Traffic {
  readonly commands: number;
  /** How often somebody waited for an answer before asking for more; only true with one act at a time. */
  readonly trips: number;
}

/** Counts commands, and the waits between them. */
class Counter {
  commands = 0;
  trips = 0;
  #open = 0;

  note(answer: Promise<unknown>): void {
    this.commands += 1;
    if (this.#open === 0) this.trips += 1;
    this.#open += 1;
    const answered = () => {
      this.#open -= 1;
    };
    answer.then(answered, answered);
  }
}

/** A client of one server, that counts. */
export class CountingRedis extends Redis {
  readonly traffic = new Counter();

  override sendCommand(...[command, ...rest]: Parameters<Redis['sendCommand']>): unknown {
    // Before it is ready it asks for what the server is, and nobody waits for that.
    if (this.status === 'ready') this.traffic.note(command.promise);
    return super.sendCommand(command, ...rest);
  }
}

/** A client of a Cluster, that counts. */
export class CountingCluster extends Cluster {
  readonly traffic = new Counter();

  override sendCommand(...[command, ...rest]: Parameters<Cluster['sendCommand']>): unknown {
    this.traffic.note(command.promise);
    return super.sendCommand(command, ...rest);
  }
}

/** Patient, where the store's own client is not: what is slow here is the machine. */
const PATIENT = { enableOfflineQueue: false } as const;

/** Connects to a server, or to the nodes of a Cluster. */
export async function connect(url: string, cluster: boolean): Promise<CountingRedis | CountingCluster> {
  const nodes: ClusterNode[] = url.split(',');
  const client = cluster ? new CountingCluster(nodes, PATIENT) : new CountingRedis(url, PATIENT);
  await new Promise<void>((resolve) => client.once('ready', resolve));
  return client;
}
