import type { Assurance } from '@countersign/core';
import { describe, expect, test } from '@jest/globals';
import { ACR, type AssuranceClaims, assuranceClaims, assuranceFromClaims } from './claims.js';

const BOTH: Assurance = {
  subject: 'alice',
  amr: ['pwd', 'sms', 'mfa'],
  verifiedAt: 1_767_603_600_999,
  firstFactorAt: 1_767_603_590_999,
  epoch: 3,
};
/** Claims are in whole seconds. */
const WHOLE = { verifiedAt: 1_767_603_600_000, firstFactorAt: 1_767_603_590_000 };
const LAST = { method: 'sms', proof: 'f'.repeat(32) } as const;
const FIRST: Assurance = { subject: 'alice', amr: ['pwd'], verifiedAt: null, epoch: 0 };

/** As a token carries them. */
const carried = (claims: AssuranceClaims): Record<string, unknown> => JSON.parse(JSON.stringify(claims));

describe('claims', () => {
  test('R68: say what was proved by their registered names', () => {
    expect(carried(assuranceClaims(BOTH))).toEqual({
      sub: 'alice',
      amr: ['pwd', 'sms', 'mfa'],
      acr: ACR.secondFactor,
      auth_time: 1_767_603_600,
      countersign_epoch: 3,
      countersign_first: 1_767_603_590,
    });
    expect(carried(assuranceClaims(FIRST))).toEqual({
      sub: 'alice',
      amr: ['pwd'],
      acr: ACR.firstFactor,
      countersign_epoch: 0,
    });
  });

  test('come back as they were, but for the part of a second, which makes no proof younger', () => {
    expect(assuranceFromClaims(carried(assuranceClaims(BOTH)))).toEqual({
      ...BOTH,
      verifiedAt: 1_767_603_600_000,
      firstFactorAt: 1_767_603_590_000,
    });
    expect(assuranceFromClaims(carried(assuranceClaims(FIRST)))).toEqual(FIRST);
  });

  test('R66, R69: say by which method, and in which proof; what is no such thing counts for nothing', () => {
    const claims = carried(assuranceClaims({ ...BOTH, ...LAST }));
    expect(claims).toMatchObject({ countersign_method: 'sms', countersign_proof: LAST.proof });
    expect(assuranceFromClaims(claims)).toEqual({ ...BOTH, ...LAST, ...WHOLE });
    const odd = { ...claims, countersign_method: 'pwd', countersign_proof: 7 };
    expect(assuranceFromClaims(odd)).toEqual({ ...BOTH, ...WHOLE });
  });

  test('R54: of a trusted device say so, and claim no second factor', () => {
    const trusted: Assurance = { ...FIRST, method: 'sms', trustedDevice: true };
    const claims = carried(assuranceClaims(trusted));
    expect(claims).toMatchObject({ amr: ['pwd'], acr: ACR.firstFactor, countersign_trusted_device: true });
    expect(claims).not.toHaveProperty('auth_time');
    expect(assuranceFromClaims(claims)).toEqual(trusted);
    expect(assuranceFromClaims({ ...claims, countersign_trusted_device: 'true' })).not.toHaveProperty('trustedDevice');
    const second = { ...carried(assuranceClaims(BOTH)), countersign_trusted_device: true };
    expect(assuranceFromClaims(second)).not.toHaveProperty('trustedDevice');
    expect(assuranceClaims({ ...BOTH, trustedDevice: true })).not.toHaveProperty('countersign_trusted_device');
  });

  test('R67: a time alone proves no second factor', () => {
    const claims = { ...carried(assuranceClaims(FIRST)), auth_time: 1_767_603_600 };
    expect(assuranceFromClaims(claims)).toEqual(FIRST);
  });

  test.each<[string, object]>([
    ['no subject', { sub: undefined }],
    ['a subject that is no text', { sub: 7 }],
    ['no methods', { amr: undefined }],
    ['methods that are one text', { amr: 'pwd sms mfa' }],
    ['a method that no one has registered', { amr: ['pwd', 'magic'] }],
    ['no class', { acr: undefined }],
    ['the class of somebody else', { acr: 'urn:example:gold' }],
    ['no time', { auth_time: undefined }],
    ['a time that is no number', { auth_time: '1767603600' }],
    ['a time without end', { auth_time: Number.POSITIVE_INFINITY }],
    ['no epoch', { countersign_epoch: undefined }],
    ['an epoch that is no number', { countersign_epoch: '3' }],
  ])('with %s prove nothing', (_, change) => {
    expect(assuranceFromClaims({ ...assuranceClaims(BOTH), ...change })).toBeUndefined();
  });

  test.each([undefined, null, '', 'alice', 7, [], {}])('%j prove nothing', (claims) => {
    expect(assuranceFromClaims(claims)).toBeUndefined();
  });
});
