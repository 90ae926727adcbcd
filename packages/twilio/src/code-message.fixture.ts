import { Code, type CodeMessage, messageText, PhoneNumber } from '@countersign/core';

/** The number, code and reference of {@link codeMessage}, in clear. */
export const TO = '+31612345678';
export const CODE = '924175';
export const REFERENCE = 'KD';

/** What a receipt of it gives back. */
export const RECEIPT_FOR = `AAAAAAAAAAAAAAAA.${'0123456789abcdef'.repeat(4)}.${REFERENCE}`;

/** A message as core makes it. */
export function codeMessage(changes: Partial<CodeMessage> = {}): CodeMessage {
  const code = new Code(CODE);
  const parts = { issuer: 'Management Interface', reference: REFERENCE, host: 'manage.example.com' };
  return {
    channel: 'sms',
    to: new PhoneNumber(TO),
    text: () => messageText({ ...parts, purpose: 'sign-in', code }),
    code,
    purpose: 'sign-in',
    issuer: parts.issuer,
    reference: REFERENCE,
    expiresInSeconds: 300,
    receiptFor: RECEIPT_FOR,
    ...changes,
  };
}
