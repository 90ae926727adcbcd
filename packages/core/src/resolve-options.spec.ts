import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { OptionError } from './option-error.js';
import { BOUNDS, DEFAULTS, type SecondFactorOptions } from './options.js';
import { resolveOptions } from './resolve-options.js';
import { SecondFactor } from './second-factor.js';
import { failover } from './sending/failover.js';
import { createHost, SECRET, type User } from './spec/flow.js';
import { RecordingSender } from './testing/index.js';

type Options = SecondFactorOptions<User>;

const { options: GOOD } = createHost();

/** The option that an attempt is refused for; `null` when it is not. */
function refusedFor(changes: Record<string, unknown>): string | null {
  try {
    resolveOptions({ ...GOOD, ...changes } as Options);
    return null;
  } catch (error) {
    if (!(error instanceof OptionError)) throw error;
    expect(error.message).toContain(`"${error.option}"`);
    return error.option;
  }
}

const BAD: readonly [keyof Options, ...unknown[]][] = [
  ['issuer', undefined, '', '  ', 7, 'x'.repeat(120), '“Quoted”'],
  ['publicUrl', undefined, '', 'manage.example.com', 'ftp://manage.example.com', 'https://manage.example.com/app', 7],
  ['publicUrl', 'https://manage.example.com?x', 'https://user@manage.example.com', new URL('https://a.example')],
  ['secrets', undefined, [], SECRET, ['short'], [SECRET, undefined], [SECRET, 'x'.repeat(31)], [Buffer.alloc(32)]],
  ['policy', undefined, 'Required', 'none', true, {}],
  ['countries', undefined, [], 'NL', ['nl'], ['XX'], ['NL', ''], [31]],
  ['pending', undefined, null, {}, { ...GOOD.pending }],
  ['factors', undefined, null, {}, { posture: async () => ({}) }],
  ['sender', undefined, {}, { send: 'sms' }],
  ['subject', undefined, {}, { id: () => '' }, { load: () => null }],
  ['subject', { ...GOOD.subject, passwordSuspected: true }, { ...GOOD.subject, passwordSuspected: 'mail' }],
  ['subject', { ...GOOD.subject, contested: 'mail' }],
  ['subject', { ...GOOD.subject, isPrivileged: true }],
  ['onAlarm', 'mail', null, {}],
  ['notifier', {}, 'mail', null, { notify: true }],
  ['events', {}, 'log', null, { emit: true }, [{ emit: () => undefined }, {}]],
  ['methods', [], ['email'], ['recovery'], 'sms', null, ['sms', 'SMS']],
  ['totpWindow', 2, -1, 0.5, '1', null],
  ['subject', { ...GOOD.subject, label: 'mail' }],
  ['clock', {}, { now: 5 }],
  ['timer', {}, { after: 5 }],
  ['random', {}, { int: () => 4 }],
  ['trustedDevices', true, null, 14, { days: 0 }, { days: 31 }, { days: 1.5 }, { days: '14' }],
  ['bypassCodes', true, null, 'two', { secondApprover: 'yes' }, { secondApprover: 1 }],
  ['resendWaitsSeconds', [], [29], [30, 29], [30.5], 30, null, ['30']],
];

describe('a bad value stops the start and is named', () => {
  const cases = BAD.flatMap(([option, ...values]) => values.map((value) => [option, value] as const));

  test.each(cases)('R87: %s: %p', (option, value) => {
    expect(refusedFor({ [option]: value })).toBe(option);
  });

  test('where browsers know no passkeys, they are no method', () => {
    const methodsAt = (publicUrl: string) => resolveOptions({ ...GOOD, publicUrl }).methods;
    expect(methodsAt('https://manage.example.com')).toContain('passkey');
    expect(methodsAt('http://localhost:3000')).toContain('passkey');
    expect(methodsAt('http://127.0.0.1:3000')).not.toContain('passkey');
  });

  test('R87: it stops the SecondFactor itself', () => {
    expect(() => new SecondFactor({ ...GOOD, countries: [] })).toThrow(OptionError);
  });

  test('R76: no secret is in the message', () => {
    expect(() => resolveOptions({ ...GOOD, secrets: ['a-short-secret'] })).toThrow(/^(?!.*a-short-secret)/);
  });
});

describe.each(Object.entries(BOUNDS))('the number %s', (name, [least, most]) => {
  test(`R87: may be ${least} to ${most}, both included`, () => {
    expect([least, most].map((value) => refusedFor({ [name]: value }))).toEqual([null, null]);
    expect([least - 1, most + 1].map((value) => refusedFor({ [name]: value }))).toEqual([name, name]);
  });

  test.each([least + 0.5, Number.NaN, Number.POSITIVE_INFINITY, String(least), null])('R87: may not be %p', (value) => {
    expect(refusedFor({ [name]: value })).toBe(name);
  });
});

describe('resendWithoutReceiptSeconds', () => {
  const reports = Object.assign(new RecordingSender(), { receipts: [{ provider: 'carrier', read: () => undefined }] });
  const sender = failover([reports, new RecordingSender()]);
  const refusal = (value: unknown, changes: object = {}) =>
    refusedFor({ sender, resendWithoutReceiptSeconds: value, ...changes });

  test('R87: may be 10 to 60, both included', () => {
    expect([10, 20, 60].map((value) => refusal(value))).toEqual([null, null, null]);
    const wrong = [9, 61, 0, -1, 10.5, '20', null, Number.NaN].map((value) => refusal(value));
    expect(new Set(wrong)).toEqual(new Set(['resendWithoutReceiptSeconds']));
  });

  test.each([
    ['a single sender', { sender: reports }],
    ['a failover of one', { sender: failover([reports]) }],
    ['senders that report nothing', { sender: failover([new RecordingSender(), new RecordingSender()]) }],
    ['none behind the one that reports', { sender: failover([new RecordingSender(), reports]) }],
    ['a code that lives no longer', { codeTtlSeconds: 60 }],
    ['one send in a sign-in', { maxSends: 1 }],
  ])('R87: is refused where it could never do anything: with %s', (_, changes) => {
    expect(refusal(60, changes)).toBe('resendWithoutReceiptSeconds');
  });
});

describe('what is left open', () => {
  test('gets the defaults of section 1 of the requirements, also where undefined was written', () => {
    const { clock: _clock, random: _random, timer: _timer, ...left } = GOOD;
    const resolved = resolveOptions({ ...left, codeLength: undefined } as unknown as Options);
    expect(resolved).toMatchObject(DEFAULTS);
    expect(DEFAULTS).toMatchObject({
      ...{ codeLength: 6, codeTtlSeconds: 300, signInTtlSeconds: 600, maxTries: 5, maxFailures: 10 },
      maxFailuresInThirtyDays: 25,
      ...{ resendWaitsSeconds: [30, 60, 120], maxSends: 3, senderTimeoutSeconds: 5 },
    });
  });

  test('a slash after the origin does no harm, and a port is no part of the host name', () => {
    expect(resolveOptions({ ...GOOD, publicUrl: 'https://manage.example.com/' }).host).toBe('manage.example.com');
    expect(resolveOptions({ ...GOOD, publicUrl: 'http://localhost:3000' }).host).toBe('localhost');
  });

  test('events may be absent', () => {
    expect(refusedFor({ events: undefined })).toBe(null);
  });
});

describe('in production', () => {
  const before = process.env.NODE_ENV;
  beforeEach(() => {
    process.env.NODE_ENV = 'production';
  });
  afterEach(() => {
    process.env.NODE_ENV = before;
  });

  const real = (part: object) =>
    new Proxy(part, { get: (on, key) => (key === 'developmentOnly' ? undefined : Reflect.get(on, key)) });
  const READY = { pending: real(GOOD.pending), factors: real(GOOD.factors), sender: real(GOOD.sender) };

  test('R87: real parts start', () => {
    expect(refusedFor(READY)).toBe(null);
  });

  test.each(['pending', 'factors', 'sender'] as const)('R74, R87: a %s of development does not', (name) => {
    expect(refusedFor({ ...READY, [name]: GOOD[name] })).toBe(name);
  });

  test('R87: plain http does not', () => {
    expect(refusedFor({ ...READY, publicUrl: 'http://manage.example.com' })).toBe('publicUrl');
  });
});
