import session from 'express-session';

type Done = (error?: unknown) => void;

/** A session store in memory that can be told to fail. */
export class FaultyStore extends session.MemoryStore {
  failingSets: boolean[] = [];
  failingDestroy = false;
  readonly #ids = new Set<string>();

  override set(id: string, data: session.SessionData, done?: Done): void {
    if (this.failingSets.shift()) return void done?.(new Error('The session store is down'));
    this.#ids.add(id);
    super.set(id, data, done);
  }

  override destroy(id: string, done?: Done): void {
    if (this.failingDestroy) return void done?.(new Error('The session store is down'));
    this.#ids.delete(id);
    super.destroy(id, done);
  }

  /** The ids of the sessions that are kept. */
  ids(): string[] {
    return [...this.#ids];
  }
}
