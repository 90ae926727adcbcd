import { type BypassCodes, resolveBypassCodes } from './bypass-codes-option.js';
import { FIRST_CHANNEL, METHODS } from './channels.js';
import { Code } from './code.js';
import { isOneSegment, longestText } from './message.js';
import { OptionError } from './option-error.js';
import { BOUNDS, DEFAULTS, type SecondFactorOptions } from './options.js';
import { type Country, isCountry } from './parse-phone.js';
import type { CodeSender } from './ports/code-sender.js';
import type { EventSink } from './ports/event-sink.js';
import type { Method } from './purpose.js';
import { checkResend } from './resend-option.js';
import { resolveSendQuotas, type SendQuotas } from './send-quotas.js';
import { resolveTrustedDevices } from './trusted-devices-option.js';

/** Options with nothing left open. */
export interface ResolvedOptions<User>
  extends Required<
    Omit<
      SecondFactorOptions<User>,
      | 'events'
      | 'notifier'
      | 'numberCheck'
      | 'observer'
      | 'onAlarm'
      | 'sendQuotas'
      | 'resendWithoutReceiptSeconds'
      | 'trustedDevices'
      | 'bypassCodes'
    >
  > {
  readonly sendQuotas: SendQuotas;
  readonly trustedDevices: false | { readonly days: number };
  readonly bypassCodes: BypassCodes;
  readonly events: readonly EventSink[];
  readonly notifier: SecondFactorOptions<User>['notifier'];
  readonly numberCheck: SecondFactorOptions<User>['numberCheck'];
  readonly observer: SecondFactorOptions<User>['observer'];
  readonly onAlarm: SecondFactorOptions<User>['onAlarm'];
  readonly resendWithoutReceiptSeconds: SecondFactorOptions<User>['resendWithoutReceiptSeconds'];
  readonly secrets: readonly string[];
  readonly countries: readonly Country[];
  /** The host name of `publicUrl`. */
  readonly host: string;
}

/**
 * Fills in the defaults and checks everything that can be checked at the start.
 * @throws OptionError naming the first option that cannot be used.
 */
export function resolveOptions<User>(given: SecondFactorOptions<User>): ResolvedOptions<User> {
  const defined = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const options = { ...DEFAULTS, ...(defined as unknown as SecondFactorOptions<User>) };
  checkNumbers(options);
  checkParts(options);
  checkResend(options);
  const host = checkPublicUrl(options.publicUrl).hostname;
  checkIssuer(options.issuer, host, options.codeLength);
  return {
    ...options,
    events: sinksOf(given),
    notifier: given.notifier,
    numberCheck: given.numberCheck,
    observer: given.observer,
    onAlarm: given.onAlarm,
    resendWithoutReceiptSeconds: given.resendWithoutReceiptSeconds,
    sendQuotas: resolveSendQuotas(given.sendQuotas),
    secrets: checkSecrets(options.secrets),
    countries: checkCountries(options.countries),
    methods: checkMethods(options.methods, host),
    trustedDevices: resolveTrustedDevices(options.trustedDevices),
    bypassCodes: resolveBypassCodes(options.bypassCodes),
    host,
  };
}

function checkNumbers(options: Required<Pick<SecondFactorOptions, keyof typeof BOUNDS | 'resendWaitsSeconds'>>): void {
  for (const [name, [least, most]] of Object.entries(BOUNDS)) {
    const value = options[name as keyof typeof BOUNDS];
    const fits = Number.isInteger(value) && value >= least && value <= most;
    if (!fits) throw new OptionError(name, `must be a whole number from ${least} to ${most}`);
  }
  const waits: unknown = options.resendWaitsSeconds;
  const fits = Array.isArray(waits) && waits.length > 0 && waits.every((wait) => Number.isInteger(wait) && wait >= 30);
  if (!fits) throw new OptionError('resendWaitsSeconds', 'must be a list of whole numbers of at least 30');
}

function checkParts<User>(options: SecondFactorOptions<User>): void {
  for (const [name, methods] of Object.entries(METHODS_OF_PARTS)) {
    requireMethods(options[name as keyof typeof METHODS_OF_PARTS], name, methods);
  }
  checkChannels(options.sender);
  // A sink without its method would be silent for ever: what a sink throws is dropped.
  for (const sink of sinksOf(options)) requireMethods(sink, 'events', ['emit']);
  checkHooks(options);
  if (options.notifier !== undefined) requireMethods(options.notifier, 'notifier', ['notify']);
  if (options.observer !== undefined) requireMethods(options.observer, 'observer', ['emit', 'observe']);
  if (options.numberCheck !== undefined) requireMethods(options.numberCheck, 'numberCheck', ['check']);
  if (!['pause', 'alarm'].includes(options.lowConversion as string)) {
    throw new OptionError('lowConversion', "must be 'pause' or 'alarm'");
  }
  const policies: unknown[] = ['off', 'optional', 'required'];
  if (typeof options.policy !== 'function' && !policies.includes(options.policy)) {
    throw new OptionError('policy', "must be 'off', 'optional', 'required' or a function");
  }
  for (const name of ['pending', 'factors', 'sender'] as const) {
    if (options[name].developmentOnly && process.env.NODE_ENV === 'production') {
      throw new OptionError(name, 'is for development only and cannot be used with NODE_ENV=production');
    }
  }
}

function checkHooks<User>({ subject, onAlarm }: SecondFactorOptions<User>): void {
  const given = HOOKS_OF_SUBJECT.filter((hook) => subject[hook] !== undefined);
  requireMethods(subject, 'subject', given);
  if (onAlarm !== undefined && typeof onAlarm !== 'function') throw new OptionError('onAlarm', 'must be a function');
}

function sinksOf<User>({ events = [] }: Pick<SecondFactorOptions<User>, 'events'>): readonly EventSink[] {
  return [events].flat();
}

/** What a host's accounts may be able to do besides. */
const HOOKS_OF_SUBJECT = ['checkPassword', 'passwordSuspected', 'contested', 'isPrivileged', 'label'] as const;

/** What each part must be able to do: all of its port, so that nothing is missed only when it is first called. */
const METHODS_OF_PARTS = {
  subject: ['id', 'load'],
  pending: [
    ...['open', 'read', 'issue', 'aim', 'noteDelivery', 'noteConversion', 'repeat'],
    ...['verify', 'close', 'clearFailures', 'countFailures', 'giveBack', 'ping', 'keep', 'take'],
    ...['grantDevice', 'useDevice', 'devices', 'revokeDevice', 'revokeDevices'],
  ],
  factors: [
    ...['posture', 'enrolledMethods', 'factors', 'enrol', 'sharers', 'removeFactor', 'describeFactor', 'adoption'],
    ...['recordFailure', 'recordSuccess', 'failures', 'clearSuspicion', 'removeFactors', 'endSessions', 'ping'],
    ...['page', 'reseal'],
  ],
  sender: ['send'],
  clock: ['now'],
  timer: ['after'],
  random: ['int', 'bytes'],
} as const;

/** A sign-in begins with a text, and a phone is registered by one. */
function checkChannels(sender: Pick<CodeSender, 'channels'>): void {
  const channels: unknown = sender.channels ?? [FIRST_CHANNEL];
  if (Array.isArray(channels) && channels.includes(FIRST_CHANNEL)) return;
  throw new OptionError('sender', `must serve the channel ${FIRST_CHANNEL}`);
}

/** Browsers know no passkeys of an address: there they are no method. */
function checkMethods(methods: readonly Method[], host: string): readonly Method[] {
  const known = Array.isArray(methods) && methods.every((method) => METHODS.includes(method));
  if (!known || !methods.some((method) => method !== 'recovery')) {
    throw new OptionError('methods', `must list one or more of ${METHODS.join(', ')}, and not recovery alone`);
  }
  return METHODS.filter((method) => methods.includes(method) && !(method === 'passkey' && /^[\d.]+$/.test(host)));
}

function requireMethods(part: unknown, option: string, methods: readonly string[]): void {
  const has = (method: string) => typeof (part as Record<string, unknown> | undefined)?.[method] === 'function';
  const missing = methods.find((method) => !has(method));
  if (missing) throw new OptionError(option, `is missing or has no method ${missing}()`);
}

function checkPublicUrl(text: string): URL {
  const url = typeof text === 'string' && URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.origin !== text.replace(/\/$/, '')) {
    throw new OptionError('publicUrl', 'must be an origin, as https://manage.example.com');
  }
  if (process.env.NODE_ENV === 'production' && url.protocol !== 'https:') {
    throw new OptionError('publicUrl', 'must be https with NODE_ENV=production');
  }
  return url;
}

function checkIssuer(issuer: string, host: string, codeLength: number): void {
  const sample = new Code('0'.repeat(codeLength));
  if (typeof issuer !== 'string' || issuer.trim() === '' || !isOneSegment(longestText(issuer, host, sample))) {
    throw new OptionError('issuer', 'must be a name that leaves the text within one GSM-7 segment of 160 characters');
  }
}

/** The server's secrets, where they will do. @throws OptionError `secrets` (R87) */
export function checkSecrets(secrets: readonly (string | undefined)[]): string[] {
  const fits = (secret: unknown) => typeof secret === 'string' && Buffer.byteLength(secret) >= 32;
  if (!Array.isArray(secrets) || secrets.length === 0 || !secrets.every(fits)) {
    throw new OptionError('secrets', 'must be a list of one or more secrets of at least 32 bytes each, newest first');
  }
  return secrets as string[];
}

function checkCountries(countries: readonly string[]): Country[] {
  if (!Array.isArray(countries) || countries.length === 0) {
    throw new OptionError('countries', 'must list at least one country that may be texted');
  }
  const wrong = countries.find((country) => typeof country !== 'string' || !isCountry(country));
  if (wrong !== undefined) throw new OptionError('countries', 'must hold ISO 3166-1 alpha-2 codes, as NL');
  return countries as Country[];
}
