import { setTimeout as wait } from 'node:timers/promises';
import { type ClusterMaster, moveSlot, type RedisCluster, type RedisServer } from '@countersign/support';

/** How long each stage of a move lasts, in milliseconds: long enough for requests to come upon it. */
const STAGE_MS = 15;

/** Moves the slots of whatever a Cluster holds from master to master, one after the other, until it is stopped. */
export class MovingSlots {
  /** How many slots have been moved. */
  moved = 0;
  readonly #stop = new AbortController();
  readonly #masters: readonly ClusterMaster[];
  readonly #moving: Promise<void>;

  constructor({ admins, masters }: RedisCluster) {
    this.#masters = admins.map((admin, at) => ({ admin, port: (masters[at] as RedisServer).port }));
    this.#moving = this.#move();
    // Told by `stop`.
    this.#moving.catch(() => undefined);
  }

  /** Ends the move that is under way, and makes no other. @throws Error when one has failed. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#moving;
  }

  async #move(): Promise<void> {
    for (let turn = 0; !this.#stop.signal.aborted; turn += 1) {
      const [from, to] = [0, 1].map((more) => this.#masters[(turn + more) % this.#masters.length] as ClusterMaster);
      if (from && to) await this.#moveOne(from, to);
    }
  }

  async #moveOne(from: ClusterMaster, to: ClusterMaster): Promise<void> {
    const key = await from.admin.randomkey();
    if (key === null) return void (await wait(STAGE_MS));
    await moveSlot(from, to, key, () => wait(STAGE_MS));
    this.moved += 1;
  }
}
