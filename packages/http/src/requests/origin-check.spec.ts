import type { SecondFactorError } from '@countersign/core';
import { describe, expect, test } from '@jest/globals';
import { checkOrigin } from './origin-check.js';

const OWN = 'https://manage.example.com';

function outcome(method: string, site?: string, origin?: string): string {
  const headers = { ...(site !== undefined && { 'sec-fetch-site': site }), ...(origin !== undefined && { origin }) };
  try {
    checkOrigin(method, headers, { own: OWN, others: [] });
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

describe('a single-page app elsewhere', () => {
  const others = ['https://app.example.org'];
  const TOKEN = { authorization: 'Bearer x.y.z' };

  function passes(headers: object): boolean {
    try {
      checkOrigin('POST', { origin: others[0], 'sec-fetch-site': 'cross-site', ...headers }, { own: OWN, others });
      return true;
    } catch {
      return false;
    }
  }

  test.each([TOKEN, { prefer: 'countersign=bearer' }, { 'countersign-token': 'x' }])('may send %j', (headers) => {
    expect(passes(headers)).toBe(true);
  });

  test('R79: may not where only a cookie would tell who it is', () => {
    expect([passes({}), passes({ cookie: '__Host-countersign=x' })]).toEqual([false, false]);
  });

  test.each(['https://app.example.org.evil.example', 'http://app.example.org', 'null', ''])(
    'R79: is not one at %j, whatever it sends',
    (origin) => {
      expect(passes({ ...TOKEN, origin })).toBe(false);
    },
  );
});
