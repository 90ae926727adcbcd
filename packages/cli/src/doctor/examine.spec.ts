import { DeadlinePassed } from '@countersign/core';
import { expect, test } from '@jest/globals';
import type { Check } from './check.js';
import { examine } from './examine.js';
import { ok } from './finding.js';
import { readSettings } from './settings.js';

const examined = (...checks: Check[]) =>
  examine([{ name: 'group', missing: () => undefined, checks }], readSettings({}));

test('R76: a check that throws is a problem of its own, and its words are not told', async () => {
  const found = await examined(
    {
      name: 'throws',
      run: () => {
        throw new Error('sentinel');
      },
    },
    { name: 'rejects', run: () => Promise.reject(new Error('sentinel')) },
    { name: 'late', run: () => Promise.reject(new DeadlinePassed()) },
    { name: 'fine', run: () => ok('Fine.') },
  );
  expect(found.map(({ name, status, says }) => [name, status, says])).toEqual([
    ['throws', 'problem', 'The check could not be made.'],
    ['rejects', 'problem', 'The check could not be made.'],
    ['late', 'problem', 'No answer within 5 s.'],
    ['fine', 'ok', 'Fine.'],
  ]);
  expect(JSON.stringify(found)).not.toContain('sentinel');
});

test('checks are made at once, and told in their order', async () => {
  const begun: string[] = [];
  let release: () => void = () => undefined;
  const both = new Promise<void>((resolve) => {
    release = resolve;
  });
  const waiting = (name: string): Check => ({
    name,
    run: async () => {
      begun.push(name);
      if (begun.length === 2) release();
      await both;
      return ok('Done.');
    },
  });
  expect((await examined(waiting('one'), waiting('two'))).map(({ name }) => name)).toEqual(['one', 'two']);
});
