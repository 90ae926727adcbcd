import { MemoryPendingStore, type StoreSettings } from '@countersign/core';
import { RecordingNotifier } from '@countersign/core/testing';
import { expect, test } from '@jest/globals';
import { createWeb } from '../spec/web.js';

test.each<[StoreSettings | 'unknown', string[]]>([
  ['ok', []],
  ['evicts', ['error: Redis may evict failure counts: set maxmemory-policy to noeviction']],
  [
    'unreplicated',
    [
      'warn: Redis takes writes that none of its replicas has, so a failover may forget failures and used codes: set min-replicas-to-write to 1',
    ],
  ],
  ['refused', ['warn: Redis does not tell its maxmemory-policy: make sure it is noeviction']],
  ['unknown', ['warn: The settings of Redis could not be read']],
])('R87: of a store whose settings are %s the operator hears %j', async (settings, lines) => {
  const checkSettings = async () => {
    if (settings === 'unknown') throw new Error('down');
    return settings;
  };
  const { web, log } = createWeb({
    pending: Object.assign(new MemoryPendingStore(), { checkSettings }),
    notifier: new RecordingNotifier(),
  });
  await web.checkStore();
  expect(log).toEqual(lines);
});

test('R39: where nobody is told what happens to their account, the operator hears of it', async () => {
  const { web, log } = createWeb();
  await web.checkStore();
  expect(log).toEqual(['warn: Nobody is told what happens to their account: set notifier']);
});
