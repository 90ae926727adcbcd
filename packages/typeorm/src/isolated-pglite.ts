import { EventEmitter } from 'node:events';
import { pgliteTurns } from './turns.js';

/** What TypeORM needs of a pool, and `typeorm-pglite` gives. */
interface Pool {
  connect(callback: (error: unknown, session: PGliteSession | null) => void): unknown;
  end(callback: (error: unknown) => void): void;
}

interface PGliteSession {
  query(sql: string, parameters?: unknown[]): Promise<unknown>;
}

type Connected = (error: unknown, connection: Lease | null, release: () => void) => void;

/**
 * Makes transactions on PGlite what they are on PostgreSQL. `typeorm-pglite` lets all query runners talk into one
 * session at once: of two open transactions the first COMMIT keeps both, and a ROLLBACK undoes the other's work. With
 * this, a runner has the session to itself until it is released, as with a pool of one connection. Therefore do not
 * wait, inside a transaction, for a statement outside of it: it waits for the transaction.
 * @param driver - the `driver` of `new PGliteDriver(…)`.
 * @returns a driver for TypeORM's option `driver`.
 */
export function isolatedPGlite(driver: { readonly Pool: new () => Pool }): { readonly Pool: new () => EventEmitter } {
  return {
    Pool: class extends TurnTakingPool {
      constructor() {
        super(new driver.Pool());
      }
    },
  };
}

class TurnTakingPool extends EventEmitter {
  readonly #pool: Pool;

  constructor(pool: Pool) {
    super();
    this.#pool = pool;
  }

  async connect(connected: Connected): Promise<void> {
    const leave = await pgliteTurns.next();
    this.#pool.connect((error, session) => {
      if (session === null) leave();
      connected(error, session && new Lease(session), leave);
    });
  }

  end(ended: (error: unknown) => void): void {
    this.#pool.end(ended);
  }
}

/** The session, lent to one query runner. An emitter, because TypeORM listens to a connection's errors. */
class Lease extends EventEmitter {
  readonly #session: PGliteSession;

  constructor(session: PGliteSession) {
    super();
    this.#session = session;
  }

  query(sql: string, parameters?: unknown[]): Promise<unknown> {
    return this.#session.query(sql, parameters);
  }
}
