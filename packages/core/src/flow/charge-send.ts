import { dialCodeOfNumber } from '../parse-phone.js';
import type { PhoneNumber } from '../phone-number.js';
import type { SendQuota } from '../ports/pending-store.js';
import type { Purpose } from '../purpose.js';
import { windowsOf } from '../send-quotas.js';
import type { Engine } from './engine.js';

/** A send that someone asks for. */
export interface AskedSend {
  readonly phone: PhoneNumber;
  readonly purpose: Purpose;
  /** The client's address, as the host's web layer vouches for it. */
  readonly address: string | undefined;
}

/** What a send costs: a send of its number, its client's address, its dial code and the installation (R24, R25). */
export function quotasOf<User>({ options, keys }: Engine<User>, { phone, purpose, address }: AskedSend): SendQuota[] {
  const { number, enrolment, address: perAddress, dialCode, dialCodes, total } = options.sendQuotas;
  const code = dialCodeOfNumber(phone);
  const enrolling = purpose === 'enrol';
  return [
    {
      owner: `n:${keys.phoneIndex(phone)}`,
      kind: enrolling ? 'enrol' : 'sends',
      windows: windowsOf(enrolling ? enrolment : number),
    },
    ...(address === undefined ? [] : [{ owner: `ip:${keys.address(address)}`, windows: windowsOf(perAddress) }]),
    { owner: `dial:${code}`, windows: windowsOf(dialCodes[code] ?? dialCode) },
    { owner: 'all', windows: windowsOf(total) },
  ];
}

/** From this share of the installation's sends on, someone should look. */
const ALARM_SHARE = 0.8;

/**
 * Charges a send, before any provider is asked, and not given back whatever that answers (R28).
 * @returns seconds to wait; `undefined` when it may go out.
 */
export async function chargeSend<User>(
  engine: Engine<User>,
  quotas: readonly SendQuota[],
): Promise<number | undefined> {
  const outcome = await engine.options.pending.charge(quotas);
  if (outcome.status === 'refused') {
    // The kind of owner, and no owner: a keyed hash is of no use to who reads events.
    engine.tell({ type: 'countersign.sends.refused', quota: kindOf(outcome.owner) });
    return outcome.retryAfterSeconds;
  }
  alarm(engine, quotas.at(-1), outcome.counts.at(-1));
  return undefined;
}

/** Told once a window: by the send that reaches the share (R25). */
function alarm<User>(engine: Engine<User>, total: SendQuota | undefined, counts: readonly number[] | undefined): void {
  for (const [index, { name, limit }] of (total?.windows ?? []).entries()) {
    const sends = counts?.[index] ?? 0;
    if (sends !== Math.ceil(limit * ALARM_SHARE)) continue;
    engine.tell({ type: 'countersign.sends.alarm', window: name === 'h' ? 'hour' : 'day', sends, limit });
  }
}

function kindOf(owner: string): 'number' | 'address' | 'dial_code' | 'total' {
  if (owner.startsWith('n:')) return 'number';
  if (owner.startsWith('ip:')) return 'address';
  return owner === 'all' ? 'total' : 'dial_code';
}
