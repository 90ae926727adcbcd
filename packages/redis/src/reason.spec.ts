import { DeadlinePassed } from '@countersign/core';
import { expect, test } from '@jest/globals';
import { reasonOf } from './reason.js';

test.each([
  ['Command timed out', 'timeout'],
  ['Connection is closed.', 'connection'],
  ["Stream isn't writeable and enableOfflineQueue options is false", 'connection'],
  ["Cluster isn't ready and enableOfflineQueue options is false", 'connection'],
  ['Reached the max retries per request limit (which is 0). Refer to "maxRetriesPerRequest"', 'connection'],
  ['Failed to refresh slots cache.', 'connection'],
  ['All sentinels are unreachable. Retrying from scratch after 10ms.', 'connection'],
  ["READONLY You can't write against a read only replica. script: 1f, on @user_script:12.", 'READONLY'],
  ['ERR Error running script (call to f_1f): @user_script:12: -OOM command not allowed', 'OOM'],
  ['LOADING Redis is loading the dataset in memory', 'LOADING'],
  ['NOAUTH Authentication required.', 'NOAUTH'],
  ["ERR unknown command 'CONFIG', with args beginning with: 'secret'", 'ERR'],
  ['something with secret arguments', 'error'],
])('an error that says %j is told as %s', (message, word) => {
  expect(reasonOf(new Error(message))).toBe(word);
});

test.each([
  ['ECONNREFUSED', 'ECONNREFUSED'],
  ['CERT_HAS_EXPIRED', 'CERT_HAS_EXPIRED'],
  ['a code of 493817', 'error'],
])('an error with the code %j is told as %s', (code, word) => {
  expect(reasonOf(Object.assign(new Error('10.1.2.3:6379'), { code }))).toBe(word);
});

test('our own deadline is told as timeout', () => {
  expect(reasonOf(new DeadlinePassed())).toBe('timeout');
});

test.each(['a text', undefined, null, 7])('%p, thrown, is told as error', (thrown) => {
  expect(reasonOf(thrown)).toBe('error');
});
