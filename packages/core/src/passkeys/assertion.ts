import { verifyAuthenticationResponse } from '@simplewebauthn/server';
import { type Ceremony, expectationOf, proved } from './ceremony.js';
import type { SignedCredential } from './credential.js';
import type { Passkey } from './passkey.js';

/** What a signature has proved, beside that it is one. */
export interface Asserted {
  readonly counter: number;
  readonly backedUp: boolean;
}

/**
 * Checks what `navigator.credentials.get()` gave against a passkey that is kept (WebAuthn Level 3 §7.2); `undefined` when it is
 * not as it must be. How its counter stands to the one before is the caller's to judge: a copy is more than a wrong answer.
 */
export function verifyAssertion(
  ceremony: Ceremony,
  { id, publicKey }: Passkey,
  { clientDataJSON, authenticatorData, signature }: SignedCredential,
): Promise<Asserted | undefined> {
  return proved(clientDataJSON, async () => {
    const response = { clientDataJSON, authenticatorData, signature };
    const { verified, authenticationInfo: info } = await verifyAuthenticationResponse({
      response: { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response },
      ...expectationOf(ceremony),
      credential: { id, publicKey: Buffer.from(publicKey, 'base64url'), counter: 0 },
    });
    return verified ? { counter: info.newCounter, backedUp: info.credentialBackedUp } : undefined;
  });
}

/** Whether a counter has not gone up, and so is that of a copy (WebAuthn Level 3 §6.1.1). Who counts nothing says 0 for ever. */
export function isCopy(before: number, counter: number): boolean {
  return (before !== 0 || counter !== 0) && counter <= before;
}
