import type { Redis } from 'ioredis';

/** What a connection has carried. */
export interface Carried {
  /** Commands on the wire; one that carries a script is one. */
  readonly commands: number;
  /** Times that somebody waited for an answer: commands that are under way together share one. */
  readonly roundTrips: number;
}

/** Counts what a connection carries, from its making until it is asked: what is not counted pays nothing for it. */
export class CommandCount {
  readonly #client: Redis;
  readonly #send: Redis['sendCommand'];
  #commands = 0;
  #roundTrips = 0;
  #underWay = 0;

  constructor(client: Redis) {
    this.#client = client;
    this.#send = client.sendCommand;
    client.sendCommand = (command, stream) => {
      this.#note(command.promise);
      return this.#send.call(client, command, stream);
    };
  }

  /** What it has carried. It counts no more. */
  end(): Carried {
    this.#client.sendCommand = this.#send;
    return { commands: this.#commands, roundTrips: this.#roundTrips };
  }

  #note(answer: Promise<unknown>): void {
    this.#commands += 1;
    if (this.#underWay === 0) this.#roundTrips += 1;
    this.#underWay += 1;
    const settled = () => {
      this.#underWay -= 1;
    };
    answer.then(settled, settled);
  }
}
