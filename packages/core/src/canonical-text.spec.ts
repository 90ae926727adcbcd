import { expect, test } from '@jest/globals';
import { canonicalText } from './canonical-text.js';

test('is the same whatever the order in which properties were written', () => {
  const [one, other] = [
    { a: 1, b: { c: ['é', null], d: true } },
    { b: { d: true, c: ['é', null] }, a: 1 },
  ];
  expect(canonicalText(one)).toBe('{"a":1,"b":{"c":["é",null],"d":true}}');
  expect(canonicalText(other)).toBe(canonicalText(one));
  expect(canonicalText(Object.assign(Object.create(null), { a: 1, b: undefined }))).toBe('{"a":1}');
});

test('R69: differs where the values do, also in kind or place', () => {
  const values = [
    1,
    '1',
    [1],
    ['1'],
    { 1: 1 },
    [[1]],
    [1, 1],
    null,
    [],
    {},
    '',
    [null],
    { a: ['b'] },
    { a: 'b' },
    true,
  ];
  expect(new Set(values.map(canonicalText)).size).toBe(values.length);
});

test.each([
  [Number.NaN],
  [1n],
  [new Map([[1, 2]])],
  [new Date(0)],
  [() => 1],
  [Symbol('a')],
  [undefined],
  [[undefined]],
])('R69: refuses %p, of which the text would not say all', (value) => {
  expect(() => canonicalText({ value: [value] })).toThrow(TypeError);
});
