/** A session store in memory that can be told to fail. */
export class SessionStore {
  failingSets: boolean[] = [];
  failingDestroy = false;
  readonly #kept = new Map<string, object>();

  /** What is kept under an id. */
  async get(id: string): Promise<object | undefined> {
    return this.#kept.get(id);
  }

  /** Keeps a copy, as a store elsewhere does. */
  async set(id: string, session: object): Promise<void> {
    if (this.failingSets.shift()) throw new Error('The session store is down');
    this.#kept.set(id, structuredClone(session));
  }

  /** Ends one. */
  async destroy(id: string): Promise<void> {
    if (this.failingDestroy) throw new Error('The session store is down');
    this.#kept.delete(id);
  }

  /** The ids of the sessions that are kept. */
  ids(): string[] {
    return [...this.#kept.keys()];
  }
}
