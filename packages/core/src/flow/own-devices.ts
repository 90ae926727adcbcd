import type { TrustedDevice } from '../ports/trusted-device.js';
import { subjectOf } from './account.js';
import { decide } from './decide.js';
import { termsOf } from './device-terms.js';
import type { Engine } from './engine.js';
import { unlessDown } from './unless-down.js';

/** A trusted device, as its owner sees it. */
export type OwnDevice = Omit<TrustedDevice, 'terms'>;

/** The devices by which a user may log in without the second step now, oldest first (R53). */
export async function ownDevices<User>(engine: Engine<User>, user: User): Promise<readonly OwnDevice[]> {
  const { options, keys } = engine;
  if (!options.trustedDevices) return [];
  const subject = subjectOf(engine, user);
  const decision = await decide(engine, user);
  const { epoch } = await options.factors.posture(subject);
  const hold = decision.trustedDevices === true ? termsOf(engine, { user, epoch, decision }) : [];
  const devices = await options.pending.devices(keys.subjectTag(subject));
  return devices.filter(({ terms }) => hold.includes(terms)).map(({ terms: _, ...device }) => device);
}

/** Ends the trust in one of a user's devices, at its wish (R53). @returns whether it was one. */
export async function revokeOwnDevice<User>(engine: Engine<User>, user: User, id: string): Promise<boolean> {
  const subject = subjectOf(engine, user);
  const revoked = await engine.options.pending.revokeDevice({ subjectTag: engine.keys.subjectTag(subject), id });
  if (revoked) engine.tell({ type: 'countersign.device.revoked', subject, device: id, because: 'owner' });
  return revoked;
}

/**
 * Ends all trust in the devices of a subject whose policy asks for no second factor, or lets no device be trusted: it must not
 * come back with the policy (R53). An outage refuses nobody.
 */
export async function revokeByPolicy<User>(engine: Engine<User>, subject: string): Promise<void> {
  const { options, keys } = engine;
  if (!options.trustedDevices) return;
  const revoked = await unlessDown(engine, () => options.pending.revokeDevices(keys.subjectTag(subject)));
  for (const { id: device } of revoked ?? []) {
    engine.tell({ type: 'countersign.device.revoked', subject, device, because: 'policy' });
  }
}
