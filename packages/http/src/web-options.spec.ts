import { expect, test } from '@jest/globals';
import { createWeb } from './spec/web.js';

test.each(['https://app.example.org/', 'https://app.example.org/spa', 'app.example.org', '*', '', 'null'])(
  'R87: %j is no origin: the start is refused with the name of the option',
  (origin) => {
    expect(() => createWeb({}, { origins: ['https://app.example.com', origin] })).toThrow(/origins.*must be origins/);
  },
);

test('an origin is one', () => {
  expect(() => createWeb({}, { origins: ['https://app.example.org', 'http://localhost:5173'] })).not.toThrow();
});
