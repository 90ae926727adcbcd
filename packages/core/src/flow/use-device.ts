import type { Amr } from '../amr.js';
import type { Assurance } from '../assurance.js';
import { DeviceToken, type KeptDevice } from '../device-token.js';
import type { DeviceOutcome } from '../ports/trusted-device.js';
import { subjectOf } from './account.js';
import type { Decision } from './decide.js';
import { type DeviceGround, methodOfTerms, termsOf } from './device-terms.js';
import type { Engine } from './engine.js';

/** A log-in from a trusted device. */
export interface TrustedLogIn {
  readonly assurance: Assurance;
  readonly device: KeptDevice;
}

/** What {@link useDevice} goes by. */
export interface DeviceVisit<User> extends DeviceGround<User> {
  readonly decision: Decision;
  readonly amr: readonly Amr[];
  /** The values that the browser holds, as it has sent them. */
  readonly devices: readonly string[];
}

/**
 * Looks whether a log-in comes from a trusted device of this very user (R52). It skips the question and proves nothing: what
 * the session gets has no `mfa` (R54). Where the second step is locked, somebody else knows the password: no device stands in for
 * it then (R12, R16).
 * @returns `undefined` when the second step is to be taken.
 * @throws StoreUnavailable: then nobody is trusted.
 */
export async function useDevice<User>(
  engine: Engine<User>,
  visit: DeviceVisit<User>,
): Promise<TrustedLogIn | undefined> {
  const { options, keys } = engine;
  const { user, epoch, amr, devices, decision } = visit;
  if (!options.trustedDevices || decision.trustedDevices !== true) return undefined;
  const subject = subjectOf(engine, user);
  const terms = termsOf(engine, visit);
  for (const token of devices.flatMap((text) => DeviceToken.parse(text) ?? [])) {
    const next = DeviceToken.draw(options.random, token.id);
    const key = { subjectTag: keys.subjectTag(subject), id: token.id };
    const use = {
      hash: token.hash,
      next: next.hash,
      terms,
      twinSeconds: TWIN_SECONDS,
      maxFailures: options.maxFailures,
    };
    const outcome = await options.pending.useDevice(key, use);
    tellUse(engine, subject, token.id, outcome);
    if (ENDS.includes(outcome.status)) return undefined;
    if (outcome.status !== 'used') continue;
    const { device } = outcome;
    const assurance = { subject, amr, method: methodOfTerms(device), verifiedAt: null, epoch, trustedDevice: true };
    return { assurance, device: { token: next, expiresInSeconds: device.expiresInSeconds } };
  }
  return undefined;
}

/** How long after a use the value before is no theft: a button that was pressed twice, a reply that was asked for again. */
const TWIN_SECONDS = 10;

/** After these no other value of the browser is looked at. */
const ENDS: readonly DeviceOutcome['status'][] = ['stolen', 'twin', 'locked'];

function tellUse<User>(engine: Engine<User>, subject: string, device: string, { status }: DeviceOutcome): void {
  if (status === 'used') engine.tell({ type: 'countersign.device.used', subject, device });
  if (status === 'stolen') engine.tell({ type: 'countersign.device.theft', subject, device });
  if (status === 'outdated') engine.tell({ type: 'countersign.device.revoked', subject, device, because: 'outdated' });
}
