import { MemoryPendingStore, NoticeFailure, type SendFailure, type SendOutcome } from '@countersign/core';
import { ManualClock, RecordingNotifier } from '@countersign/core/testing';
import { expect, test } from '@jest/globals';
import { Client, call, createEnrolled, createWeb, PHONE, type Web } from './spec/web.js';

const refused = (more: object): SendOutcome => ({
  ...{ status: 'refused', reason: 'misconfigured', retryable: false, switchChannel: true },
  ...more,
});

const HOUR_MS = 3_600_000;

test('R75, R76: what keeps codes from going out is in the operator’s log, without a number', async () => {
  const host = await createEnrolled();
  host.sender.answer = () => refused({ alert: true, providerCode: 20003 });
  await call(host, 'logIn');
  const line = 'error: Codes by sms to +31 are not sent: misconfigured (sender 0, provider code 20003)';
  expect(host.log).toEqual([line]);
  host.sender.answer = () => refused({ alert: true });
  await call(host, 'logIn');
  expect(host.log.at(-1)).toBe('error: Codes by sms to +31 are not sent: misconfigured (sender 0)');
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

test('R75: the same is written once an hour, for each country anew, while every time is an event', async () => {
  const host = createWeb();
  host.sender.answer = () => refused({ reason: 'country_blocked', alert: true, providerCode: 21408 });
  const enrol = async (phone: string) => {
    const client = new Client(host);
    await client.call('logIn');
    await client.call('enrolPhone', { phone });
  };
  const line = (dialCode: string) =>
    `error: Codes by sms to +${dialCode} are not sent: country_blocked (sender 0, provider code 21408)`;
  for (const phone of ['+31612345642', '+31612345643', '+447400123456', '+31612345642']) await enrol(phone);
  expect(host.log).toEqual([line('31'), line('44')]);
  host.clock.advance(HOUR_MS - 1);
  await enrol('+31612345642');
  expect(host.log).toHaveLength(2);
  host.clock.advance(1);
  await enrol('+31612345642');
  expect(host.log).toEqual([line('31'), line('44'), line('31')]);
  expect(host.sink.types.filter((type) => type === 'countersign.sender.failed')).toHaveLength(6);
});

/** What the log says when a receipt of the newest message comes. */
async function logAfter(host: Web, reason: SendFailure, more: object): Promise<readonly string[]> {
  const { receiptFor } = host.sender.last;
  await host.web.secondFactor.noteReceipt({ receiptFor, delivery: 'undelivered', reason, ...more });
  return host.log;
}

test('R75: so is what a receipt says that the operator has to look at, once an hour, and nothing else of receipts', async () => {
  const host = await createEnrolled();
  await call(host, 'logIn');
  expect(await logAfter(host, 'number_unreachable', { providerCode: 30003 })).toEqual([]);
  const line = 'error: Codes were sent and do not arrive: misconfigured (a receipt, provider code 30034)';
  for (let n = 0; n < 2; n++) {
    expect(await logAfter(host, 'misconfigured', { alert: true, providerCode: 30034 })).toEqual([line]);
  }
});

test('R25, R29: codes that are nearly used up, and codes that do not come back, are', async () => {
  const timer = new ManualClock();
  const host = createWeb({ timer, pending: new MemoryPendingStore(), sendQuotas: { total: { hour: 25 } } });
  const { secondFactor } = host.web;
  for (let n = 0; n < 20; n++) {
    const begun = await secondFactor.begin({ id: `user-${n}` });
    const token = begun.status === 'pending' ? begun.token.reveal() : '';
    await secondFactor.enrolPhone(token, { phone: `+3161234${String(n * 400).padStart(4, '0')}` });
  }
  timer.advance(1_000);
  await new Promise((resolve) => setImmediate(resolve));
  expect(host.log).toEqual([
    'error: 20 of the 25 codes that may be sent in this hour are sent',
    'error: Few codes to +31 come back (0 of 20 within the hour)',
    'error: Few codes to +3161234… come back (0 of 20 within the hour); its numbers that were never verified are paused for an hour',
  ]);
});

test('R78: an alarm that the host does not take is', async () => {
  const host = await createEnrolled({ onAlarm: () => Promise.reject(new TypeError('sentinel')) });
  await host.web.secondFactor.checkStore();
  await host.web.secondFactor.contest('no token');
  expect(host.log).toEqual([]);
  Object.assign(host.pending, { open: () => Promise.reject(new Error('down')) });
  await call(host, 'logIn');
  await new Promise((resolve) => setImmediate(resolve));
  expect(host.log).toEqual(['error: The host’s onAlarm is not told of alarms: TypeError']);
});

test('R39: a notice that nobody takes is', async () => {
  const notifier = new RecordingNotifier();
  notifier.answer = () => Promise.reject(new NoticeFailure('smtp_550', true));
  const host = await createEnrolled({ notifier });
  await new Promise((resolve) => setImmediate(resolve));
  expect(host.log).toEqual(['error: Owners of accounts are not told what happens to them: smtp_550']);
});
