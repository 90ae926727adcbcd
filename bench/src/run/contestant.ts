import { HttpConnection } from '../load/http-client.js';
import { httpStep } from '../load/http-steps.js';
import { type Load, runSteps, type StepTimes } from '../load/run-steps.js';
import type { SecondStep, SystemName } from '../system.js';
import { BETTER_AUTH_USERS, USERS } from '../users.js';
import type { Usage } from './orders.js';
import { SystemProcess } from './system-process.js';

/** As many as there are clients at most, each from an address of its own: no address sends more than one may. */
const CONNECTIONS = 64;

/** Where a second step is measured: called in its process, or asked over HTTP. */
export type Place = 'in-process' | 'http';

/** A second step, and how many take it at once. */
export type Task = Pick<Load, 'clients' | 'seconds' | 'wrong'> & { readonly place: Place };

/** What a task took of the system's process, beside the time. */
export type Outcome = StepTimes & Pick<Usage, 'cpuMs'>;

/** A system under measurement: its process, and the connections that the driver has to it. */
export class Contestant implements AsyncDisposable {
  readonly #users: number;
  #next = 0;

  private constructor(
    readonly process: SystemProcess,
    /** Of the app. */
    readonly port: number,
    private readonly connections: readonly HttpConnection[],
  ) {
    this.#users = process.name === 'better-auth' ? BETTER_AUTH_USERS : USERS;
  }

  /** Starts a system and its app. */
  static async start(name: SystemName, redisPort: number): Promise<Contestant> {
    const process = await SystemProcess.start(name, redisPort);
    const port = await process.order('listen');
    const connections = Array.from({ length: CONNECTIONS }, (_, index) => new HttpConnection(port, index + 1));
    return new Contestant(process, port, connections);
  }

  /** The system's name. */
  get name(): SystemName {
    return this.process.name;
  }

  /** Does a task. Accounts take turns from one task to the next, so that none is used more than others. */
  async do({ place, ...asked }: Task): Promise<Outcome> {
    const load = { ...asked, users: this.#users, from: this.#next };
    const before = await this.process.order('usage');
    const times = await (place === 'http' ? this.#overHttp(load) : this.process.order('run', load));
    const after = await this.process.order('usage');
    this.#next += times.step.length + load.clients;
    return { ...times, cpuMs: after.cpuMs - before.cpuMs };
  }

  /** Begins so many steps, and ends none. */
  fill(count: number): Promise<unknown> {
    return this.process.order('fill', { count, users: this.#users });
  }

  /** Ends the process. */
  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.connections.map((connection) => connection.close()));
    this.process[Symbol.dispose]();
  }

  #overHttp(load: Load): Promise<StepTimes> {
    const steps = Array.from({ length: load.clients }, (_, client) => {
      return httpStep(
        this.name,
        this.connections.filter((_, index) => index % load.clients === client),
      );
    });
    const stepOf = (client: number) => steps[client] as SecondStep;
    return runSteps({ stepOf, codeOf: (user: number) => this.process.codes.take(user) }, load);
  }
}
