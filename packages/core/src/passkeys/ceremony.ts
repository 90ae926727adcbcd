import { decodeClientDataJSON } from '@simplewebauthn/server/helpers';
import type { RelyingParty } from './relying-party.js';

/** What an answer by a passkey is held to. */
export interface Ceremony {
  readonly rp: RelyingParty;
  /** The challenge under each current secret, newest first. */
  readonly challenges: readonly string[];
}

/** The same, as the library asks for it. A PIN or fingerprint is asked for and not insisted upon: the password was right. */
export function expectationOf({ rp, challenges }: Ceremony) {
  return {
    expectedChallenge: (challenge: string) => challenges.includes(challenge),
    expectedOrigin: rp.origin,
    expectedRPID: rp.id,
    requireUserVerification: false,
  };
}

/**
 * What an answer proves, by the library; `undefined` for one that it has anything against: it throws where a signature, origin,
 * challenge or structure is wrong, and what it says of that is nobody's business. Nor is a page in another page's frame taken:
 * ours are in none.
 */
export async function proved<Value>(
  clientDataJSON: string,
  verification: () => Promise<Value | undefined>,
): Promise<Value | undefined> {
  try {
    if (decodeClientDataJSON(clientDataJSON).crossOrigin === true) return undefined;
    return await verification();
  } catch {
    return undefined;
  }
}
