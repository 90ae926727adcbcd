import type { SendOutcome } from '@countersign/core';
import { expect, test } from '@jest/globals';
import { call, createEnrolled, PHONE } from './spec/web.js';

const refused = (more: object): SendOutcome => ({
  ...{ status: 'refused', reason: 'misconfigured', retryable: false, switchChannel: true },
  ...more,
});

test('R75, R76: what keeps codes from going out is in the operator’s log, without a number', async () => {
  const host = await createEnrolled();
  host.sender.answer = () => refused({ alert: true, providerCode: 20003 });
  await call(host, 'logIn');
  expect(host.log).toEqual(['error: Codes by sms are not sent: misconfigured (sender 0, provider code 20003)']);
  host.sender.answer = () => refused({ alert: true });
  await call(host, 'logIn');
  expect(host.log.at(-1)).toBe('error: Codes by sms are not sent: misconfigured (sender 0)');
  expect(host.log.join()).not.toContain(PHONE.e164);
});

test('what mends itself is not', async () => {
  const host = await createEnrolled();
  host.sender.answer = () => refused({ reason: 'number_unreachable' });
  await call(host, 'logIn');
  expect(host.log).toEqual([]);
});

test('R85: a sender that is left alone is', async () => {
  const host = await createEnrolled();
  host.sender.answer = () => refused({ reason: 'unavailable' });
  for (let n = 0; n < 6; n++) await call(host, 'logIn');
  expect(host.log).toEqual(['error: The sender keeps failing, and is left alone for half a minute']);
});
