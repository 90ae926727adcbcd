import { randomBytes, randomUUID } from 'node:crypto';
import type { CodeTarget, Method } from '@countersign/core';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Details, readDetails, readTarget, writeDetails, writeTarget } from './sign-in-texts.js';

const RUNS = { numRuns: 2_000 };
const METHODS = ['sms', 'voice', 'whatsapp', 'totp', 'passkey', 'recovery'] as const satisfies readonly Method[];

/** Any text that a host may have, halves of surrogate pairs too. */
const anyText = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.integer({ min: 0, max: 127 })), { maxLength: 40 })
  .map((codes) => String.fromCharCode(...codes));
const base64url = (bytes: number) => fc.uint8Array({ minLength: bytes, maxLength: bytes }).map(toBase64url);
const toBase64url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');

/** Ids, and what could be taken for the short form of one. */
const id = fc.oneof(
  fc.uuid(),
  fc.uuid().map((uuid) => uuid.toUpperCase()),
  fc.uuid().map((uuid) => uuid.replaceAll('-', '')),
  base64url(16),
  base64url(16).map((text) => `"${text}`),
  base64url(15).map((text) => `"${text}"`),
  fc.stringMatching(/^[\w "\n-]{22}$/),
  fc.integer({ min: 0 }).map(String),
  fc.constantFrom('', '"', '""', ' ', '\n', 'null', '\0', '{"a":1}', '[]'),
  anyText,
);
const orNull = <Value>(of: fc.Arbitrary<Value>) => fc.option(of, { nil: null });

const details: fc.Arbitrary<Details> = fc
  .record({
    subject: id,
    purpose: fc.constantFrom('sign-in', 'enrol', 'step-up', 'change' as const),
    epoch: fc.maxSafeNat(),
    credential: orNull(fc.oneof(base64url(16), anyText)),
    methods: fc.subarray([...METHODS]),
    amr: fc.subarray(['pwd', 'otp', 'face', 'mfa'] as const),
    returnTo: orNull(fc.oneof(fc.webPath(), anyText)),
    seconds: fc.option(fc.integer({ min: 0, max: 0xffffffff }), { nil: undefined }),
    replaces: fc.option(id, { nil: undefined }),
    way: fc.constantFrom({}, { after: 'recovery' }, { after: 'uncounted' }, { uncounted: true }, { untrusted: true }),
  })
  .map(({ seconds, replaces, way, ...always }) => ({
    ...always,
    ...(seconds !== undefined && { firstFactorAt: seconds * 1_000 }),
    ...(replaces !== undefined && { replaces }),
    ...way,
  })) as fc.Arbitrary<Details>;

const target: fc.Arbitrary<CodeTarget> = fc.record({
  method: fc.constantFrom(...METHODS),
  factorId: orNull(id),
  lastDigits: fc.oneof(fc.stringMatching(/^\d\d$/), fc.constant(''), anyText),
  sealed: orNull(fc.oneof(base64url(60), anyText)),
});

/** As a text goes to Redis and back. */
const overTheWire = (text: string) => Buffer.from(text).toString();

describe('whatever a host’s ids and paths are', () => {
  test('details come back as they were', () => {
    fc.assert(
      fc.property(details, (given) => expect(readDetails(overTheWire(writeDetails(given)))).toEqual(given)),
      RUNS,
    );
  });

  test('a target comes back as it was', () => {
    fc.assert(
      fc.property(target, (given) => expect(readTarget(overTheWire(writeTarget(given)))).toEqual(given)),
      RUNS,
    );
  });

  test('no two subjects have one text', () => {
    const given = { ...ORDINARY, credential: null };
    fc.assert(
      fc.property(id, id, (one, other) => {
        const same = writeDetails({ ...given, subject: one }) === writeDetails({ ...given, subject: other });
        expect(same).toBe(one === other);
      }),
      RUNS,
    );
  });
});

const ORDINARY: Details = {
  ...{ subject: randomUUID(), purpose: 'sign-in', epoch: 3, credential: randomBytes(16).toString('base64url') },
  ...{ methods: ['sms'], amr: ['pwd'], firstFactorAt: 1_767_603_600_000, returnTo: '/products' },
};
const TARGET: CodeTarget = { method: 'sms', factorId: randomUUID(), lastDigits: '42', sealed: null };

test('ordinary ones are as short as the budget asks', () => {
  expect(writeDetails(ORDINARY)).toHaveLength(66);
  expect(writeTarget(TARGET)).toHaveLength(26);
});

test('of the time of the first factor the second is kept, rounded down: no proof gets younger', () => {
  const read = readDetails(writeDetails({ ...ORDINARY, firstFactorAt: 1_767_603_600_999 }));
  expect(read.firstFactorAt).toBe(1_767_603_600_000);
});

describe('what was not written here is no record', () => {
  const short = randomBytes(16).toString('base64url');

  test.each([
    '',
    '\n',
    's3s',
    's3s\n',
    `\n${short}`,
    `x3s\n${short}`,
    `s3x\n${short}`,
    `s3Xs\n${short}`,
    `s-3s\n${short}`,
    `s3.5s\n${short}`,
    `ss\n${short}`,
    `s3s \n${short}`,
    `s3s\n${short.slice(0, 21)}!`,
    `s3s\n${short.slice(0, 21)}B`,
    's3s\n"half',
    's3s\n"a"b"',
    's3s\n"a" 1',
    `s3s\n${short}\n"`,
    `s3s\n${short}\n\n"\\x"`,
    `s3s\n${short}\n\n\nT`,
    `s3s\n${short}\n\n\n-1`,
    `s3s\n${short}\n\n\n123456789`,
    `s3s\n${short}\n\n\n\n\n${short.slice(0, 21)}B`,
    `s3s\n${short}\n\n\n\n\n\n`,
    `["${randomUUID()}","s",3,0,0,"s"]`,
    '{}',
  ])('details %j', (text) => {
    expect(() => readDetails(text)).toThrow();
  });

  test.each([
    '',
    '\n',
    '42',
    'x42',
    '"s42"',
    `s42\n${short.slice(0, 21)}B`,
    's42\n"',
    's42\n\n"',
    's42\n\n\n',
    '["s",0]',
  ])('a target %j', (text) => {
    expect(() => readTarget(text)).toThrow();
  });
});
