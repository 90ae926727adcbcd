import type { Account } from '../parts/accounts.js';
import type { HostRequest } from '../parts/identity.js';

/** How a host knows who is signed in: by sessions, or by tokens. The rest of it is the same for both. */
export abstract class Keeper {
  /** Finds out who a request comes from, before anything is guarded. */
  abstract authenticate(request: HostRequest): Promise<void>;
  /** The answer to a log-in that needs no second step. */
  abstract signedIn(request: HostRequest): object | Promise<object>;
  /** From now on the one who is signed in acts as another. */
  abstract actAs(request: HostRequest, other: Account): object | Promise<object>;
  /** Ends what the client holds. */
  abstract signOut(request: HostRequest): Promise<void>;
}
