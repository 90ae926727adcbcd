import { StoreUnavailable } from '@countersign/core';
import { expect, test } from '@jest/globals';
import { asUnavailable } from './unavailable.js';

test.each([
  ['57014', 'timeout'],
  ['55P03', 'timeout'],
  ['57P03', '57P03'],
  ['ECONNREFUSED', 'ECONNREFUSED'],
  ['a text with +31612345678 in it', 'error'],
  [42, 'error'],
  [undefined, 'error'],
])('R76: an error with code %j is told as %s', (code, reason) => {
  expect(asUnavailable(Object.assign(new Error('secret'), { code }))).toEqual(new StoreUnavailable(reason));
});

test.each([[null], [undefined], ['text']])('what is no error at all (%j) is told as error', (thrown) => {
  expect(asUnavailable(thrown)).toEqual(new StoreUnavailable('error'));
});
