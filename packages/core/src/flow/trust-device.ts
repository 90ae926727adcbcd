import { deviceName } from '../device-name.js';
import { DeviceToken, type KeptDevice } from '../device-token.js';
import { decide } from './decide.js';
import { newTerms, termsOf } from './device-terms.js';
import type { Engine } from './engine.js';
import { unlessDown } from './unless-down.js';
import type { Verified } from './verified.js';

/** Devices of one subject (R53). */
const MOST_DEVICES = 5;

/** What somebody says who asks to trust the browser. */
export interface TrustRequest {
  /** What the browser says of itself: the device is named by it. */
  readonly userAgent?: string | undefined;
  /** The values that it holds already, as it has sent them: the new one takes their place. @defaultValue none */
  readonly devices?: readonly string[] | undefined;
}

/**
 * Trusts a browser, at the wish of its owner and in the very request that has passed the second step of a log-in (R54). Not
 * after an enrolment, a step-up or a recovery code, and not where the policy does not let the user.
 * @returns what the browser is to keep; `null` when it is not trusted: a sixth device is refused (R53), and an outage trusts nobody.
 */
export async function trustDevice<User>(
  engine: Engine<User>,
  { user, purpose, assurance }: Verified<User>,
  { userAgent, devices = [] }: TrustRequest,
): Promise<KeptDevice | null> {
  const { options, keys } = engine;
  const { subject, epoch, method } = assurance;
  if (!options.trustedDevices || purpose !== 'sign-in' || method === undefined || method === 'recovery') return null;
  const decision = await decide(engine, user);
  if (decision.trustedDevices !== true) return null;
  const token = DeviceToken.draw(options.random);
  const device = {
    hash: token.hash,
    terms: newTerms(engine, user, epoch, method),
    name: deviceName(userAgent),
    expiresInSeconds: options.trustedDevices.days * 86_400,
  };
  const replaces = devices.flatMap((text) => DeviceToken.parse(text)?.id ?? []);
  const room = { most: MOST_DEVICES, terms: termsOf(engine, { user, epoch, decision }), replaces };
  const key = { subjectTag: keys.subjectTag(subject), id: token.id };
  const granted = await unlessDown(engine, () => options.pending.grantDevice(key, device, room));
  if (!granted) return null;
  engine.tell({ type: 'countersign.device.trusted', subject, device: token.id, name: device.name });
  return { token, expiresInSeconds: device.expiresInSeconds };
}
