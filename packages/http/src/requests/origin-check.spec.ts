import type { SecondFactorError } from '@countersign/core';
import { describe, expect, test } from '@jest/globals';
import { checkOrigin } from './origin-check.js';

const OWN = 'https://manage.example.com';

function outcome(method: string, site?: string, origin?: string): string {
  const headers = { ...(site !== undefined && { 'sec-fetch-site': site }), ...(origin !== undefined && { origin }) };
  try {
    checkOrigin(method, headers, OWN);
    return 'passes';
  } catch (error) {
    return (error as SecondFactorError).code;
  }
}

const TABLE: readonly [string | undefined, string | undefined, string][] = [
  ['same-origin', OWN, 'passes'],
  ['same-origin', undefined, 'passes'],
  ['none', undefined, 'passes'],
  ['none', OWN, 'passes'],
  [undefined, OWN, 'passes'],
  [undefined, undefined, 'passes'],
  ['cross-site', 'https://evil.example', 'cross_origin'],
  ['cross-site', undefined, 'cross_origin'],
  ['cross-site', 'null', 'cross_origin'],
  ['same-site', 'https://other.example.com', 'cross_origin'],
  ['same-site', undefined, 'cross_origin'],
  ['', undefined, 'cross_origin'],
  ['Same-Origin', undefined, 'cross_origin'],
  ['same-origin, cross-site', undefined, 'cross_origin'],
  [undefined, 'https://evil.example', 'cross_origin'],
  [undefined, 'null', 'cross_origin'],
  [undefined, '', 'cross_origin'],
  [undefined, 'http://manage.example.com', 'cross_origin'],
  [undefined, 'https://manage.example.com:8443', 'cross_origin'],
  [undefined, 'https://manage.example.com.evil.example', 'cross_origin'],
  [undefined, 'https://manage.example.com/', 'cross_origin'],
  [undefined, `${OWN}, https://evil.example`, 'cross_origin'],
];

describe.each(['POST', 'PUT', 'PATCH', 'DELETE', 'post', 'PROPFIND'])('a %s', (method) => {
  test.each(TABLE)('R79: with Sec-Fetch-Site %p and Origin %p: %s', (site, origin, expected) => {
    expect(outcome(method, site, origin)).toBe(expected);
  });
});

test.each(['GET', 'HEAD'])('R79: a %s changes nothing and may come from anywhere', (method) => {
  expect(TABLE.map(([site, origin]) => outcome(method, site, origin))).toEqual(TABLE.map(() => 'passes'));
});
