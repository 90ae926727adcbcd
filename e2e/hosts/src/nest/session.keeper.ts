import type { Account } from '../parts/accounts.js';
import { type HostRequest, identify } from '../parts/identity.js';
import type { Parts } from '../parts/parts.js';
import { Keeper } from './keeper.js';

/** Passport's session: read before any guard, so that what is left is what the session says beside its user. */
export class SessionKeeper extends Keeper {
  constructor(private readonly parts: Parts) {
    super();
  }

  authenticate(request: HostRequest): Promise<void> {
    return identify(this.parts, request);
  }

  signedIn(): object {
    return { status: 'signed_in', redirectTo: '/' };
  }

  actAs({ session }: HostRequest, other: Account): object {
    Object.assign(session ?? {}, { actsAs: other.id });
    return { actsAs: other.email };
  }

  signOut(request: HostRequest): Promise<void> {
    const session = request.session as { destroy(done: (error?: unknown) => void): void } | undefined;
    return new Promise((resolve, reject) => {
      if (session) session.destroy((error) => (error ? reject(error) : resolve()));
      else resolve();
    });
  }
}
