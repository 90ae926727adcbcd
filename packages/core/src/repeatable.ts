import type { PendingSignIn, RepeatedCode } from './ports/pending-sign-in.js';

/** Whether a code is still the live one, of its newest send, and nothing that is known of its message makes another useless. */
export function isRepeatable(
  { code, sends }: PendingSignIn,
  { reference, send, curable }: Omit<RepeatedCode, 'quotas'>,
): boolean {
  if (code?.reference !== reference || sends !== send) return false;
  if (code.delivery === 'undelivered') return code.failure !== null && curable.includes(code.failure);
  return code.delivery === 'accepted';
}
