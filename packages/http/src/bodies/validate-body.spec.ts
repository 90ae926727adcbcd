import type { SecondFactorError } from '@countersign/core';
import { describe, expect, test } from '@jest/globals';
import { CodeBody } from './code.body.js';
import { EmptyBody } from './empty.body.js';
import { PhoneBody } from './phone.body.js';
import { ReasonBody } from './reason.body.js';
import { validateBody } from './validate-body.js';
import { VerifyBody } from './verify.body.js';

const BODIES = { VerifyBody, PhoneBody, CodeBody, EmptyBody, ReasonBody } as const;
type Name = keyof typeof BODIES;

/** The least that each takes. */
const LEAST: Record<Name, object> = {
  VerifyBody: { code: '493817' },
  PhoneBody: { phone: '06 12345642' },
  CodeBody: {},
  EmptyBody: {},
  ReasonBody: { reason: 'a sentence' },
};

const NAMES = Object.keys(BODIES) as Name[];

function outcome(name: Name, value: unknown): unknown {
  try {
    return { ...validateBody(BODIES[name] as typeof EmptyBody, value) };
  } catch (error) {
    const { code, data } = error as SecondFactorError;
    return [code, ...(data.details ?? [])];
  }
}

describe.each(NAMES)('a %s', (name) => {
  test('is taken with the least that it needs', () => {
    expect(outcome(name, LEAST[name])).toEqual(LEAST[name]);
  });

  test.each([
    ...['userId', 'subject', 'otpRequired', 'skip', 'bypass_otp', 'trusted', 'verified', 'amr', 'epoch', 'mfaAt'],
    ...['returnTo', 'purpose', 'token', 'secret', 'prototype', 'toString', 'hasOwnProperty', 'then', '', '0'],
  ])('R21: refuses the unknown field %j', (field) => {
    expect(outcome(name, { ...LEAST[name], [field]: true })).toEqual(['bad_request', `${field}: should not exist`]);
  });

  test.each(['__proto__', 'constructor'])('R21: refuses the field %s, which a copy would lose', (field) => {
    const value = JSON.parse(`{"${field}":{"code":"493817"}}`) as object;
    expect(outcome(name, Object.defineProperties({ ...LEAST[name] }, Object.getOwnPropertyDescriptors(value)))).toEqual(
      ['bad_request', `${field}: should not exist`],
    );
    expect(({} as { code?: string }).code).toBe(undefined);
  });

  test.each([[[]], ['text'], [7], [true], [[LEAST[name]]]])('R21: refuses what is no object: %j', (value) => {
    expect(outcome(name, value)).toEqual(['bad_request', 'body: must be an object']);
  });
});

test('R21: another’s number in a request for a code is refused', () => {
  expect(outcome('CodeBody', { phone: '+31612345699' })).toEqual(['bad_request', 'phone: should not exist']);
});

describe('no body at all', () => {
  test.each([undefined, null])('is an empty one: %p', (value) => {
    expect(outcome('EmptyBody', value)).toEqual({});
    expect(outcome('VerifyBody', value)).toEqual(['bad_request', expect.stringMatching(/^code: /)]);
  });
});

describe('fields of the wrong type', () => {
  const WRONG: readonly [Name, string, unknown[]][] = [
    ['VerifyBody', 'code', [undefined, null, 493817, true, [], ['493817'], {}, '', 'x'.repeat(513)]],
    ['VerifyBody', 'method', ['', 'email', 'Voice', 'SMS', 7, ['sms'], {}, true]],
    ['VerifyBody', 'trustDevice', ['yes', 1, 'on', {}, []]],
    ['PhoneBody', 'phone', [undefined, null, 612345642, ['06 12345642'], {}, 'x'.repeat(65)]],
    ['PhoneBody', 'country', ['N', 'NLD', '31', 7, ['NL'], {}]],
    ['CodeBody', 'channel', ['VOICE', 'email', '', 7, ['sms']]],
    ['CodeBody', 'factorId', ['', 7, ['a'], {}, 'x'.repeat(65)]],
  ];
  const cases = WRONG.flatMap(([name, field, values]) => values.map((value) => [name, field, value] as const));

  test.each(cases)('R18, R21: %s with the %s %j', (name, field, value) => {
    const [code, ...details] = outcome(name, { ...LEAST[name], [field]: value }) as string[];
    expect(code).toBe('bad_request');
    expect(details).toHaveLength(1);
    expect(details[0]?.startsWith(`${field}: `)).toBe(true);
  });

  test('R76: what was sent is not repeated', () => {
    expect(JSON.stringify(outcome('VerifyBody', { code: ['493817'] }))).not.toContain('493817');
  });

  test('several faults are a line each', () => {
    expect(outcome('PhoneBody', { phone: 7, country: 'x', skip: 1 })).toEqual([
      'bad_request',
      ...['skip: should not exist', 'phone: must be a string', 'country: must be a code of two letters'],
    ]);
  });
});

describe('optional fields', () => {
  test('may be left out, or be null as JSON clients say it', () => {
    expect(outcome('VerifyBody', { code: '1', method: 'sms', trustDevice: false })).toEqual({
      ...{ code: '1', method: 'sms', trustDevice: false },
    });
    expect(outcome('CodeBody', { channel: null, factorId: null })).toEqual({ channel: null, factorId: null });
    expect(outcome('PhoneBody', { phone: '1', country: '' })).toEqual({ phone: '1', country: '' });
    expect(outcome('PhoneBody', { phone: '1', country: 'nl' })).toEqual({ phone: '1', country: 'nl' });
  });
});
