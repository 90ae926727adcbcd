import { afterEach, describe, expect, test } from '@jest/globals';
import { Code } from '../code.js';
import { PhoneNumber } from '../phone-number.js';
import type { CodeMessage } from '../ports/code-sender.js';
import { RecordingSender } from '../testing/index.js';
import { ConsoleSender } from './console-sender.js';
import { InboxSender } from './inbox-sender.js';
import { MemoryPendingStore } from './memory-pending-store.js';
import { refuseInProduction } from './refuse-in-production.js';

function message(digits = '493817'): CodeMessage {
  const code = new Code(digits);
  const to = new PhoneNumber('+31612345642');
  const text = () => `${code.reveal()} is your code`;
  return {
    channel: 'sms',
    to,
    text,
    code,
    issuer: 'Management Interface',
    purpose: 'sign-in',
    reference: 'KX',
    expiresInSeconds: 300,
    receiptFor: 'a',
  };
}

describe('what is for development only', () => {
  const before = process.env.NODE_ENV;
  afterEach(() => {
    process.env.NODE_ENV = before;
  });

  test.each<[string, () => unknown]>([
    ['ConsoleSender', () => new ConsoleSender()],
    ['InboxSender', () => new InboxSender()],
    ['RecordingSender', () => new RecordingSender()],
    ['MemoryPendingStore', () => new MemoryPendingStore()],
  ])('R74, R87: a %s says so, and is not made in production', (name, make) => {
    expect(make()).toMatchObject({ developmentOnly: true });
    process.env.NODE_ENV = 'production';
    expect(make).toThrow(`${name} is for development`);
  });

  test('R74: nothing else is refused', () => {
    process.env.NODE_ENV = 'staging';
    expect(() => refuseInProduction('anything')).not.toThrow();
  });
});

describe('a ConsoleSender', () => {
  test('R49: prints the text, with the number masked', async () => {
    const lines: string[] = [];
    const outcome = await new ConsoleSender((line) => lines.push(line)).send(message());
    expect(outcome).toEqual({ status: 'accepted', id: 'console' });
    expect(lines).toEqual(['Text to •••• 42: 493817 is your code']);
    await new ConsoleSender((line) => lines.push(line)).notify({ to: message().to, text: () => 'no code' });
    expect(lines.at(-1)).toBe('Text to •••• 42: no code');
  });
});

describe('an InboxSender', () => {
  test('keeps the newest hundred messages, the newest first', async () => {
    const inbox = new InboxSender();
    for (let n = 0; n < 101; n++) await inbox.send(message(String(100_000 + n)));
    const bodies = inbox.messages().map(({ body }) => body);
    expect(bodies).toHaveLength(100);
    expect([bodies[0], bodies[99]]).toEqual(['100100 is your code', '100001 is your code']);
    expect(inbox.messages()[0]?.to).toBe('+31612345642');
  });
});
