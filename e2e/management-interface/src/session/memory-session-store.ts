import session, { type SessionData } from 'express-session';

type Done<T = void> = (error?: unknown, value?: T) => void;

/** Sessions in memory, for development: they end when they have not been used for a while. */
export class MemorySessionStore extends session.MemoryStore {
  private readonly lastUse = new Map<string, number>();

  constructor(private readonly idleSeconds: number) {
    super();
  }

  override get(id: string, done: Done<SessionData | null>): void {
    this.forgetIdle();
    super.get(id, done);
  }

  override set(id: string, data: SessionData, done?: Done): void {
    this.used(id);
    super.set(id, data, done);
  }

  override touch(id: string, data: SessionData, done?: () => void): void {
    if (this.lastUse.has(id)) this.used(id);
    super.touch(id, data, done);
  }

  override destroy(id: string, done?: Done): void {
    this.lastUse.delete(id);
    super.destroy(id, done);
  }

  /** The map is in order of use. */
  private used(id: string): void {
    this.lastUse.delete(id);
    this.lastUse.set(id, Date.now());
  }

  private forgetIdle(): void {
    const limit = Date.now() - this.idleSeconds * 1000;
    for (const [id, time] of this.lastUse) {
      if (time > limit) return;
      this.destroy(id);
    }
  }
}
