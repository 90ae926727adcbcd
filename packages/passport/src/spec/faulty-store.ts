import session from 'express-session';

/** A session store in memory that can be told to fail. */
export class FaultyStore extends session.MemoryStore {
  /** Which of the next writes fail, `true` for one that does; after the last one all are well again. */
  failingSets: boolean[] = [];
  /** Whether sessions can be destroyed. */
  failingDestroy = false;
  /** Everything that was written, oldest first. */
  readonly written: string[] = [];
  readonly #ids = new Set<string>();

  override set(id: string, data: session.SessionData, done?: (error?: unknown) => void): void {
    if (this.failingSets.shift()) return void done?.(new Error('The session store is down'));
    this.#ids.add(id);
    this.written.push(JSON.stringify(data));
    super.set(id, data, done);
  }

  override destroy(id: string, done?: (error?: unknown) => void): void {
    if (this.failingDestroy) return void done?.(new Error('The session store is down'));
    this.#ids.delete(id);
    super.destroy(id, done);
  }

  /** The ids of the sessions that are kept. */
  ids(): string[] {
    return [...this.#ids];
  }
}
