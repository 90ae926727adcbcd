import { expect, test } from '@jest/globals';
import type { Assurance } from '../assurance.js';
import { SessionId } from '../session-id.js';
import { createEnrolled, createHost, type Host, logIn } from '../spec/flow.js';
import type { ApprovalDemand } from './approvals.js';

const PAY = { name: 'invoice.pay', parameters: { invoice: 7, amount: '12.50' }, description: 'Pay invoice 7' };

const session = new SessionId('the session of Alice');

/** Alice, signed in a while ago. */
async function signedIn(): Promise<Host & { assurance: Assurance }> {
  const host = await createEnrolled();
  const { token } = await logIn(host, host.alice);
  const { assurance } = await host.secondFactor.verify(token, host.sender.last.code);
  host.clock.advance(60_000);
  return { ...host, assurance };
}

/** Opens a step-up for what was asked, and proves it; tells what the new session has. */
async function approve(host: Host, assurance: Assurance, action: typeof PAY): Promise<Assurance> {
  const { approvals } = host.secondFactor;
  const asked = approvals.ask(host.alice, { session, assurance }, action);
  const begun = await host.secondFactor.beginStepUp(host.alice);
  if (begun.status !== 'pending') throw new Error('No step-up was opened');
  expect(await approvals.grant(host.alice, { session, assurance }, asked, begun.token)).toBe(true);
  return (await host.secondFactor.verify(begun.token.reveal(), host.sender.last.code)).assurance;
}

const use = async (host: Host, assurance: Assurance, action = PAY, demand?: ApprovalDemand) =>
  (await host.secondFactor.approvals.use(host.alice, assurance, action, demand)).status;

test('R69: an approval lets its action run once, in the session that has proved it', async () => {
  const host = await signedIn();
  expect(await use(host, host.assurance)).toBe('stale');
  const proved = await approve(host, host.assurance, PAY);
  expect(await use(host, host.assurance)).toBe('stale');
  const outcomes = await Promise.all([1, 2, 3].map(() => use(host, proved)));
  expect(outcomes.sort()).toEqual(['satisfied', 'stale', 'stale']);
});

test.each([
  ['another value', { parameters: { invoice: 7, amount: '12.51' } }],
  ['another name', { name: 'invoice.cancel' }],
])('R69: %s is not approved, and the approval is not used up by it', async (_, changes) => {
  const host = await signedIn();
  const proved = await approve(host, host.assurance, PAY);
  expect(await use(host, proved, { ...PAY, ...changes } as typeof PAY)).toBe('stale');
  const asWritten = { ...PAY, parameters: { amount: '12.50', invoice: 7 }, description: 'in other words' };
  expect(await use(host, proved, asWritten)).toBe('satisfied');
});

test('R69: it lives 300 s from the proof, and no longer than is asked', async () => {
  const host = await signedIn();
  const proved = await approve(host, host.assurance, PAY);
  host.clock.advance(299_000);
  expect(await use(host, proved, PAY, { maxAgeSeconds: 298 })).toBe('stale');
  expect(await use(host, proved, PAY, { methods: ['voice'] })).toBe('stale');
  host.clock.advance(2_000);
  expect(await use(host, proved)).toBe('stale');
  const again = await approve(host, proved, PAY);
  host.clock.advance(299_000);
  expect(await use(host, again, PAY, { methods: ['sms'] })).toBe('satisfied');
});

test('R67, R69: a fresh proof that was for something else approves nothing', async () => {
  const host = await signedIn();
  const begun = await host.secondFactor.beginStepUp(host.alice);
  if (begun.status !== 'pending') throw new Error('No step-up was opened');
  const { assurance } = await host.secondFactor.verify(begun.token.reveal(), host.sender.last.code);
  expect(await use(host, assurance)).toBe('stale');
});

test('R69: what was asked in one session is nothing in another, nor for another subject', async () => {
  const host = await signedIn();
  const { approvals } = host.secondFactor;
  const { assurance } = host;
  const asked = approvals.ask(host.alice, { session, assurance }, PAY);
  expect(approvals.describe(host.alice, { session, assurance }, asked)).toBe('Pay invoice 7');
  const elsewhere = { session: new SessionId('another'), assurance };
  expect(approvals.describe(host.alice, elsewhere, asked)).toBeUndefined();
  expect(approvals.describe(host.bob, { session, assurance }, asked)).toBeUndefined();
  expect(approvals.describe(host.alice, { session, assurance }, `A${asked}`)).toBeUndefined();
  const { signIn } = await logIn(host, host.alice);
  expect(await approvals.grant(host.alice, elsewhere, asked, signIn)).toBe(false);
});

test('is not asked of whom the policy asks for no second factor', async () => {
  const host = createHost({ policy: 'off' });
  const assurance = { subject: 'alice', amr: ['pwd'], verifiedAt: null, epoch: 0 } as const;
  expect(await use(host, assurance)).toBe('satisfied');
});
