import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { CODE_MEANINGS } from './error-codes.js';
import { OPTION_RULES } from './option-rules.js';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const row = (name: string) => new RegExp(`^\\| \`${name}\` +\\|`, 'm');

test.each(Object.keys(OPTION_RULES))('the README has a row for the option %s', (option) => {
  expect(readme).toMatch(row(option));
});

test.each([...new Set([...CODE_MEANINGS.values()].map(({ reason }) => reason))])(
  'the README says what to do about %s',
  (reason) => {
    expect(readme).toMatch(row(reason));
  },
);
