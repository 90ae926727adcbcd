import { expect, test } from '@jest/globals';
import { codeOf, createEnrolled, logIn } from '../spec/flow.js';
import { UncountedPendingStore } from './uncounted-pending-store.js';

test('a store without quotas sends as often as it is asked, but not before the wait is over', async () => {
  const host = await createEnrolled({ pending: new UncountedPendingStore() });
  for (let n = 0; n < 30; n++) expect((await logIn(host, host.alice)).state.code?.delivery).toBe('accepted');
  const { token } = await logIn(host, host.alice);
  expect(await codeOf(host.secondFactor.sendCode(token))).toBe('resend_too_soon');
});
