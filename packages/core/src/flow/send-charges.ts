import { FAILURE_WINDOW_SECONDS, KNOWN_BROWSER } from '../options.js';
import { dialCodeOfNumber } from '../parse-phone.js';
import type { PhoneNumber } from '../phone-number.js';
import type { SignInKey } from '../ports/pending-sign-in.js';
import type { QuotaKind, SendCounts, SendQuota, SendWindow } from '../ports/send-quota.js';
import { isUnproved, type Purpose } from '../purpose.js';
import { type SendQuotas, windowsOf } from '../send-quotas.js';
import type { SignInToken } from '../sign-in-token.js';
import { pauseOf } from './conversion-limits.js';
import type { Engine } from './engine.js';

/** A send that someone asks for. */
export interface AskedSend {
  readonly token: SignInToken;
  readonly phone: PhoneNumber;
  readonly purpose: Purpose;
  /** The client's address, as the host's web layer vouches for it. */
  readonly address: string | undefined;
}

/** What a send costs: one of its subject, its number, its client's address, its dial code and the installation (R24, R25). */
export function quotasOf<User>({ options, keys }: Engine<User>, asked: AskedSend): SendQuota[] {
  const { sendQuotas: paces } = options;
  const { phone, address } = asked;
  const [code, number] = [dialCodeOfNumber(phone), keys.phoneIndex(phone)];
  return [
    { kind: 'subject', owner: asked.token.key.subjectTag, windows: windowsOfSubject(paces, asked.token.key) },
    ...(isUnproved(asked.purpose)
      ? [
          { kind: 'enrolment', owner: `enrol:${number}`, windows: windowsOf(paces.enrolment) } as const,
          pauseOf({ dialCode: code, block: keys.numberBlock(phone).block }),
        ]
      : [{ kind: 'number', owner: `n:${number}`, windows: windowsOf(paces.number) } as const]),
    ...(address === undefined
      ? []
      : [{ kind: 'address', owner: `ip:${keys.address(address)}`, windows: windowsOf(paces.address) } as const]),
    { kind: 'dial_code', owner: `dial:${code}`, windows: windowsOf(paces.dialCodes[code] ?? paces.dialCode) },
    { kind: 'total', owner: 'all', windows: windowsOf(paces.total) },
  ];
}

/** Those of the subject, or of a browser that it knows. */
function windowsOfSubject({ subject }: SendQuotas, { ledger }: SignInKey): SendWindow[] {
  if (ledger === undefined) return windowsOf(subject);
  return [{ name: `d:${ledger}`, seconds: FAILURE_WINDOW_SECONDS, limit: KNOWN_BROWSER.sends }];
}

/** From this share of the installation's sends on, someone should look. */
const ALARM_SHARE = 0.8;

/** What the counts after a charge tell: of the installation, and of the dial code. */
export function watchCounts<User>(engine: Engine<User>, quotas: readonly SendQuota[], counts: SendCounts): void {
  watchTotal(engine, quotas, counts);
  const ofDialCode = counts[quotas.findIndex(({ kind }) => kind === 'dial_code')] ?? [];
  engine.conversions.charged(Math.max(0, ...ofDialCode));
}

/** Raises the alarm once a window: at the send that reaches the share (R25). */
function watchTotal<User>(engine: Engine<User>, quotas: readonly SendQuota[], counts: SendCounts): void {
  const place = quotas.findIndex(({ kind }) => kind === 'total');
  for (const [index, { name, limit }] of (quotas[place]?.windows ?? []).entries()) {
    const sends = counts[place]?.[index] ?? 0;
    if (sends !== Math.ceil(limit * ALARM_SHARE)) continue;
    engine.tell({ type: 'countersign.sends.alarm', window: name === 'h' ? 'hour' : 'day', sends, limit });
  }
}

/** Tells which kind of quota had no room, and not whose: a keyed hash is of no use to who reads events. */
export function tellFull<User>(engine: Engine<User>, quota: QuotaKind): void {
  engine.tell({ type: 'countersign.sends.refused', quota });
}
