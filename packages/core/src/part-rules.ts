import { withDeadline } from './deadline.js';
import type { Engine } from './flow/engine.js';
import { guarded } from './flow/guarded.js';
import { PARTS, type Part } from './ports/observer.js';
import { type StoreSettings, StoreUnavailable } from './ports/pending-store.js';

/** Whether a part can be used now. Why not is told by events, never here: who asks may be anybody. */
export type PartHealth = 'up' | 'down';

/** Patience with each part: whoever asks for health asks again soon. */
const PATIENCE_MS = 1_000;

/** What `SecondFactor` tells of the parts that it stands on. */
export class PartRules<User> {
  readonly #engine: Engine<User>;
  #settings: StoreSettings = 'ok';

  /** @param engine - that of `SecondFactor`. */
  constructor(engine: Engine<User>) {
    this.#engine = engine;
  }

  /**
   * Asks the pending store how it is set up, as soon as it is connected (R87): one that may forget failures is told as an
   * event, and in production {@link PartRules.ping} fails from then on. Do not hold a start up for it.
   */
  async checkStore(): Promise<StoreSettings> {
    this.#settings = (await this.#engine.options.pending.checkSettings?.()) ?? 'ok';
    if (this.#settings === 'evicts') this.#engine.tell({ type: 'countersign.store.evicts' });
    return this.#settings;
  }

  /** Resolves when both stores can be used now. */
  ping(): Promise<void> {
    return guarded(this.#engine, async () => {
      await Promise.all([this.#pingStore(), this.#engine.options.factors.ping()]);
    });
  }

  /**
   * Whether each part can be used now, for health checks. A store is down that does not answer within a second, and in
   * production a pending store that may forget failures; the sender while it is left alone after five failures of the
   * provider within a minute: nothing is sent to find out. Tells no event, and throws nothing.
   */
  async health(): Promise<Readonly<Record<Part, PartHealth>>> {
    const [store, factors, sender] = await Promise.all(PARTS.map((part) => this.healthOf(part)));
    return { store, factors, sender } as Record<Part, PartHealth>;
  }

  /** {@link PartRules.health} of one part. */
  async healthOf(part: Part): Promise<PartHealth> {
    const { options, breaker } = this.#engine;
    if (part === 'sender') return breaker.isOpen ? 'down' : 'up';
    const ping = async () => (part === 'store' ? this.#pingStore() : options.factors.ping());
    return withDeadline(ping(), PATIENCE_MS).then(
      () => 'up',
      () => 'down',
    );
  }

  async #pingStore(): Promise<void> {
    const unfit = this.#settings === 'evicts' && process.env.NODE_ENV === 'production';
    if (unfit) throw new StoreUnavailable('evicts');
    await this.#engine.options.pending.ping();
  }
}
