import { describe, expect, test } from '@jest/globals';
import twilio from 'twilio';
import { RECEIPT_FOR } from './code-message.fixture.js';
import { TwilioReceipts } from './receipts.js';

const URL_OF_OURS = 'https://manage.example.com/2fa/twilio/status';
const TOKENS = ['a1'.repeat(16), 'b2'.repeat(16)] as const;
const receipts = new TwilioReceipts({ url: URL_OF_OURS, authTokens: TOKENS });

const sent = { MessageSid: `SM${'d4'.repeat(16)}`, AccountSid: `AC${'0'.repeat(32)}`, To: '+31612345678' };

interface Changes {
  readonly query?: string;
  readonly signedUrl?: string;
  readonly signedFields?: Record<string, string>;
  readonly token?: string;
  readonly headers?: Record<string, string>;
}

/** A callback as Twilio makes it: a form, signed over the URL and the fields. */
function form(fields: Record<string, string>, { query = `?for=${RECEIPT_FOR}`, ...changes }: Changes = {}) {
  const { signedUrl = `${URL_OF_OURS}${query}`, signedFields = fields, token = TOKENS[0], headers } = changes;
  return receipts.read({
    query,
    headers: {
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
      'x-twilio-signature': twilio.getExpectedTwilioSignature(token, signedUrl, signedFields),
      ...headers,
    },
    body: Buffer.from(new URLSearchParams(fields).toString()),
  });
}

/** The same as JSON: signed over the URL, in which the hash of the body stands. */
function json(text: string, signed = text) {
  const query = `?for=${RECEIPT_FOR}&bodySHA256=${twilio.getExpectedBodyHash(signed)}`;
  const signature = twilio.getExpectedTwilioSignature(TOKENS[0], `${URL_OF_OURS}${query}`, {});
  const headers = { 'content-type': 'application/json', 'x-twilio-signature': signature };
  return receipts.read({ query, headers, body: Buffer.from(text) });
}

describe('a status callback', () => {
  test.each([
    ...['accepted', 'scheduled', 'queued', 'sending', 'sent'].map((status) => [status, 'accepted'] as const),
    ...['delivered', 'read'].map((status) => [status, 'delivered'] as const),
    ...['undelivered', 'failed', 'canceled'].map((status) => [status, 'undelivered'] as const),
  ])('of a message that is %s: %s', (MessageStatus, delivery) => {
    expect(form({ ...sent, MessageStatus })).toEqual({ receiptFor: RECEIPT_FOR, delivery });
  });

  test.each([
    ...['initiated', 'ringing', 'in-progress', 'answered'].map((status) => [status, 'accepted'] as const),
    ['completed', 'delivered'],
    ...['busy', 'no-answer', 'failed', 'canceled'].map((status) => [status, 'undelivered'] as const),
  ])('of a call that is %s: %s', (CallStatus, delivery) => {
    expect(form({ ...sent, CallStatus })).toEqual({ receiptFor: RECEIPT_FOR, delivery });
  });

  test('says why in our own words', () => {
    const fields = { ...sent, MessageStatus: 'undelivered', ErrorCode: '30006', ErrorMessage: 'Landline' };
    const why = { reason: 'not_mobile', providerCode: 30006 };
    expect(form(fields)).toEqual({ receiptFor: RECEIPT_FOR, delivery: 'undelivered', ...why });
    const unknown = { ...sent, MessageStatus: 'undelivered', ErrorCode: '39999' };
    expect(form(unknown)).toEqual({ receiptFor: RECEIPT_FOR, delivery: 'undelivered', providerCode: 39999 });
  });

  test.each([30002, 30007, 30032, 30034])('R75: says that the operator has to look, for %d', (code) => {
    const fields = { ...sent, MessageStatus: 'failed', ErrorCode: String(code) };
    expect(form(fields)).toMatchObject({ delivery: 'undelivered', alert: true, providerCode: code });
  });

  test('as JSON', () => {
    const fields = { ...sent, MessageStatus: 'delivered' };
    expect(json(JSON.stringify(fields))).toEqual({ receiptFor: RECEIPT_FOR, delivery: 'delivered' });
  });

  test.each(TOKENS)('R32: may be signed with each current auth token', (token) => {
    expect(form({ ...sent, MessageStatus: 'delivered' }, { token })).toMatchObject({ delivery: 'delivered' });
  });

  test.each([
    ['a status that is not in the list', { MessageStatus: 'pondered' }, {}],
    ['a name that every object has', { MessageStatus: 'constructor' }, {}],
    ['no status', {}, {}],
    ['a delivery, of nothing', { MessageStatus: 'delivered' }, { query: '' }],
  ] as const)('with %s is the provider’s, and names no code', (_, fields, changes) => {
    expect(form({ ...sent, ...fields }, changes)).toEqual({ receiptFor: '', delivery: 'accepted' });
  });
});

describe('what is not surely Twilio’s', () => {
  const delivered = { ...sent, MessageStatus: 'delivered' };

  test.each<[string, Changes]>([
    ['signed with another token', { token: 'c3'.repeat(16) }],
    ['signed over other fields', { signedFields: { ...delivered, MessageStatus: 'sent' } }],
    ['signed over another code', { signedUrl: `${URL_OF_OURS}?for=${'B'.repeat(16)}.${'0'.repeat(64)}.KX` }],
    ['signed over the URL without its query', { signedUrl: URL_OF_OURS }],
    ['signed over another host', { signedUrl: `https://evil.example/2fa/twilio/status?for=${RECEIPT_FOR}` }],
    ['with an empty signature', { headers: { 'x-twilio-signature': '' } }],
    ['with a signature of another length', { headers: { 'x-twilio-signature': 'abc' } }],
    ['said to be JSON', { headers: { 'content-type': 'application/json' } }],
  ])('R32: %s', (_, changes) => {
    expect(form(delivered, changes)).toBeUndefined();
  });

  test('R32: without a signature', () => {
    expect(receipts.read({ query: '', headers: {}, body: Buffer.from('') })).toBeUndefined();
  });

  test('R32: JSON of which the body is another', () => {
    expect(json(JSON.stringify(delivered), JSON.stringify(sent))).toBeUndefined();
  });

  test('R32: JSON without the hash of its body', () => {
    const query = `?for=${RECEIPT_FOR}`;
    const signature = twilio.getExpectedTwilioSignature(TOKENS[0], `${URL_OF_OURS}${query}`, {});
    const headers = { 'content-type': 'application/json', 'x-twilio-signature': signature };
    expect(receipts.read({ query, headers, body: Buffer.from(JSON.stringify(delivered)) })).toBeUndefined();
  });
});
