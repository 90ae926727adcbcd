/** Sessions on the server, in memory: those that koa-session puts into the cookie itself no server could end (R45). */
export class SessionStore {
  readonly #kept = new Map<string, object>();

  async get(id: string): Promise<object | undefined> {
    return this.#kept.get(id);
  }

  async set(id: string, session: object): Promise<void> {
    this.#kept.set(id, structuredClone(session));
  }

  async destroy(id: string): Promise<void> {
    this.#kept.delete(id);
  }
}
