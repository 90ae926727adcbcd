import type { TrustedDevice } from '../ports/trusted-device.js';
import type { Method } from '../purpose.js';
import { credentialVersionOf } from './account.js';
import type { Decision } from './decide.js';
import type { Engine } from './engine.js';

/** What the trust in a device stands on (R52, R53). */
export interface DeviceGround<User> {
  readonly user: User;
  /** The subject's security epoch: any change of its factors, a reset and a suspicion make another one. */
  readonly epoch: number;
  /** What the policy says now. */
  readonly decision: Pick<Decision, 'methods'>;
}

/**
 * The terms that hold for a subject now: a device that was trusted in another epoch, under another password or by a method
 * that the policy does not count is trusted no more. Nothing has to be deleted at once for that, in no process.
 */
export function termsOf<User>(engine: Engine<User>, { user, epoch, decision }: DeviceGround<User>): readonly string[] {
  const version = credentialVersionOf(engine, user);
  const credentials = version === undefined ? [''] : engine.keys.credentials(version);
  return decision.methods.flatMap((method) => credentials.map((credential) => termOf(epoch, method, credential)));
}

/** The terms of a device that is trusted now, under the newest secret. */
export function newTerms<User>(engine: Engine<User>, user: User, epoch: number, method: Method): string {
  const version = credentialVersionOf(engine, user);
  return termOf(epoch, method, version === undefined ? '' : engine.keys.credential(version));
}

/** The method by which a device was trusted. */
export function methodOfTerms({ terms }: Pick<TrustedDevice, 'terms'>): Method {
  return terms.split('.')[1] as Method;
}

function termOf(epoch: number, method: Method, credential: string): string {
  return `${epoch}.${method}.${credential}`;
}
