import { describe, expect, test } from '@jest/globals';
import { safeReturnTo } from './return-to.js';

const OWN = 'https://manage.example.com';

describe('safeReturnTo', () => {
  test.each([
    ['/', '/'],
    ['/products', '/products'],
    ['/products?page=2&sort=name#row-7', '/products?page=2&sort=name#row-7'],
    ['/a/../products', '/products'],
    ['/products?next=//evil.example', '/products?next=//evil.example'],
    ['/products?next=https://evil.example', '/products?next=https://evil.example'],
    ['/naïve path', '/na%C3%AFve%20path'],
    ['/%2F/evil.example', '/%2F/evil.example'],
    ['/@evil.example', '/@evil.example'],
    ['/:80', '/:80'],
    [`/${'a'.repeat(511)}`, `/${'a'.repeat(511)}`],
  ])('R81: leads to a place of this site: %j', (text, expected) => {
    expect(safeReturnTo(text, OWN)).toBe(expected);
  });

  const NOWHERE: readonly unknown[] = [
    ...['//evil.example', '///evil.example', '/\\evil.example', '\\evil.example', '\\\\evil.example'],
    ...['https:evil', 'https://evil.example', 'https://manage.example.com/products', 'javascript:alert(1)'],
    ...['data:text/html,x', 'evil.example', 'products', '?returnTo=/', '#x', ''],
    ...['/\t/evil.example', '/\n/evil.example', '\t//evil.example', ' //evil.example', ' /products'],
    ...['/\r\nSet-Cookie: a=b', '/\u0000', '/\u0085', '/a\\..\\..\\evil'],
    ...['/.//evil.example', '/..//evil.example', '/a/..//evil.example', '/%2e%2e//evil.example'],
    ...['/.%2e//evil.example', '/././/evil.example', '/..//../..//evil.example'],
    ...[`/${'a'.repeat(512)}`, undefined, null, 7, true, {}, ['/products'], ['//evil.example']],
  ];

  test.each(NOWHERE.map((text) => [text]))('R81: leads nowhere for %j', (text) => {
    expect(safeReturnTo(text, OWN)).toBe(null);
  });

  test('R81: whatever it gives is of this site, to a browser too', () => {
    const pieces = ['/', '//', '\\', '.', '..', '%2e', '%2f', '%5c', ':', '@', '?', '#', '\t', 'evil.example', 'a'];
    const texts = pieces.flatMap((a) =>
      pieces.flatMap((b) => pieces.flatMap((c) => pieces.map((d) => `/${a}${b}${c}${d}`))),
    );
    const given = texts.map((text) => safeReturnTo(text, OWN)).filter((path) => path !== null);
    const elsewhere = given.filter((path) => new URL(path, `${OWN}/2fa/verify`).origin !== OWN);
    expect(elsewhere).toEqual([]);
    expect(given.filter((path) => !/^\/(?![/\\])/.test(path))).toEqual([]);
    expect(given.length).toBeGreaterThan(10_000);
  });
});
