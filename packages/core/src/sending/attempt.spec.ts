import { describe, expect, test } from '@jest/globals';
import { Code } from '../code.js';
import { PhoneNumber } from '../phone-number.js';
import type { CodeMessage, SendOutcome } from '../ports/code-sender.js';
import { attempt } from './attempt.js';

const code = new Code('924175');
const message: CodeMessage = {
  ...{ channel: 'sms', to: new PhoneNumber('+31612345678'), text: () => '', code, issuer: 'Management Interface' },
  ...{ purpose: 'sign-in', reference: 'KD', expiresInSeconds: 300, receiptFor: 'a' },
};
const answering = (answer: unknown) => attempt({ send: async () => answer as SendOutcome }, message, 1_000);

describe('R19, R32: what a sender may not say', () => {
  test.each([undefined, null, 'sent', {}, { status: 'sent' }])('%j says nothing', async (answer) => {
    expect(await answering(answer)).toEqual({ status: 'unknown', reason: 'unavailable' });
  });

  test('a reason in the provider’s words goes no further', async () => {
    const outcome = {
      status: 'refused',
      reason: '+31612345678 is unsubscribed',
      retryable: false,
      switchChannel: true,
    };
    expect(await answering(outcome)).toMatchObject({ status: 'refused', reason: 'unavailable' });
  });
});

test('R85: patience ends, and then nobody knows', async () => {
  const never = { send: () => new Promise<SendOutcome>(() => undefined) };
  expect(await attempt(never, message, 10)).toEqual({ status: 'unknown', reason: 'busy' });
});

test('R19: a sender that throws, at once or later, may have sent it', async () => {
  const thrower = {
    send: () => {
      throw new Error('now');
    },
  };
  const rejecter = { send: () => Promise.reject(new Error('later')) };
  for (const sender of [thrower, rejecter]) {
    expect(await attempt(sender, message, 1_000)).toEqual({ status: 'unknown', reason: 'unavailable' });
  }
});
