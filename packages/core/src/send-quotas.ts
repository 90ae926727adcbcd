import { OptionError } from './option-error.js';
import type { SendWindow } from './ports/send-quota.js';

/** How many sends an hour, and in 24 hours. */
export interface Pace {
  readonly hour?: number;
  readonly day?: number;
}

/** How many codes may be sent, to whom and in all (R24, R25). What is left out keeps its default. */
export interface SendQuotas {
  /** To one subject, over all sign-ins: up to 10 an hour, 30 a day. @defaultValue 5 an hour, 10 a day */
  readonly subject: Pace;
  /** To one number at log-in and step-up, over all subjects: up to 30 an hour, 60 a day. @defaultValue 10 an hour, 20 a day */
  readonly number: Pace;
  /** To one number that is being enrolled: up to 10 an hour, 30 a day. @defaultValue 5 an hour, 10 a day */
  readonly enrolment: Pace;
  /** For one client address, IPv6 by /64: up to 1,000 an hour, 10,000 a day. @defaultValue 20 an hour */
  readonly address: Pace;
  /** To one dial code: up to 100,000 an hour, 1,000,000 a day. @defaultValue 50 a day */
  readonly dialCode: Pace;
  /** To these dial codes instead, as `{ '31': { day: 500 } }`, within the same bounds. @defaultValue none */
  readonly dialCodes: Readonly<Record<string, Pace>>;
  /** In the whole installation: up to 100,000 an hour, 1,000,000 a day. @defaultValue 200 an hour, 1,000 a day */
  readonly total: Pace;
}

/** The defaults. */
export const DEFAULT_SEND_QUOTAS: SendQuotas = {
  subject: { hour: 5, day: 10 },
  number: { hour: 10, day: 20 },
  enrolment: { hour: 5, day: 10 },
  address: { hour: 20 },
  dialCode: { day: 50 },
  dialCodes: {},
  total: { hour: 200, day: 1_000 },
};

type Kind = Exclude<keyof SendQuotas, 'dialCodes'>;

/** Most of each. Above it the start is refused (R87): a limit that nobody reaches is none. */
const MOST: Readonly<Record<Kind, Required<Pace>>> = {
  subject: { hour: 10, day: 30 },
  number: { hour: 30, day: 60 },
  enrolment: { hour: 10, day: 30 },
  address: { hour: 1_000, day: 10_000 },
  dialCode: { hour: 100_000, day: 1_000_000 },
  total: { hour: 100_000, day: 1_000_000 },
};

/**
 * Fills in the defaults and checks the bounds. No limit goes away by being left out: a pace that says nothing of the day keeps
 * the day's default.
 * @throws OptionError naming the first that cannot be used.
 */
export function resolveSendQuotas(given: Partial<SendQuotas> = {}): SendQuotas {
  const unknown = Object.keys(given).find((name) => !(name in DEFAULT_SEND_QUOTAS));
  if (unknown !== undefined) throw new OptionError(`sendQuotas.${unknown}`, 'is none of the quotas');
  const kinds = Object.keys(MOST) as Kind[];
  const paces = Object.fromEntries(kinds.map((kind) => [kind, resolvePace(kind, given[kind])])) as Record<Kind, Pace>;
  const dialCodes = Object.entries(given.dialCodes ?? {}).map(([code, pace]) => {
    const name = `sendQuotas.dialCodes.${code}`;
    if (!/^[1-9]\d{0,2}$/.test(code)) throw new OptionError(name, "must be a dial code without the plus, as '31'");
    checkPace(name, pace, MOST.dialCode);
    return [code, { ...paces.dialCode, ...pace }] as const;
  });
  return { ...paces, dialCodes: Object.fromEntries(dialCodes) };
}

function resolvePace(kind: Kind, given: Pace | undefined): Pace {
  if (given !== undefined) checkPace(`sendQuotas.${kind}`, given, MOST[kind]);
  return { ...DEFAULT_SEND_QUOTAS[kind], ...given };
}

function checkPace(name: string, pace: Pace, most: Required<Pace>): void {
  const windows = Object.entries(pace ?? {}) as [keyof Pace, unknown][];
  const fits = ([unit, limit]: [keyof Pace, unknown]) =>
    unit in most && Number.isInteger(limit) && (limit as number) >= 1 && (limit as number) <= most[unit];
  if (windows.length > 0 && windows.every(fits)) return;
  throw new OptionError(name, `must be { hour, day }, whole numbers from 1 to ${most.hour} and to ${most.day}`);
}

/** The windows in which a pace is counted. */
export function windowsOf({ hour, day }: Pace): SendWindow[] {
  return [
    ...(hour === undefined ? [] : [{ name: 'h', seconds: 3_600, limit: hour }]),
    ...(day === undefined ? [] : [{ name: 'd', seconds: 86_400, limit: day }]),
  ];
}
