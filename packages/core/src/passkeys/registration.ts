import { verifyRegistrationResponse } from '@simplewebauthn/server';
import { decodeAttestationObject, isoBase64URL, isoCBOR } from '@simplewebauthn/server/helpers';
import { type Ceremony, expectationOf, proved } from './ceremony.js';
import type { CreatedCredential } from './credential.js';
import { ALGORITHMS } from './options.js';
import type { Passkey } from './passkey.js';

/** A passkey that was made for us, and its first count of signatures. */
export interface Registered {
  readonly passkey: Passkey;
  readonly counter: number;
}

/** Checks what `navigator.credentials.create()` gave (WebAuthn Level 3 §7.1); `undefined` when it is not as it must be. */
export function verifyRegistration(ceremony: Ceremony, created: CreatedCredential): Promise<Registered | undefined> {
  return proved(created.clientDataJSON, async () => {
    const { registrationInfo: info } = await verifyRegistrationResponse({
      response: responseOf(created),
      ...expectationOf(ceremony),
      supportedAlgorithmIDs: ALGORITHMS,
    });
    // The id that a client puts beside the authenticator's own is its word alone.
    if (info?.credential.id !== created.id) return undefined;
    const { credential, credentialDeviceType: deviceType, credentialBackedUp: backedUp } = info;
    const publicKey = isoBase64URL.fromBuffer(credential.publicKey);
    const passkey = { id: created.id, publicKey, transports: created.transports, deviceType, backedUp };
    return { passkey, counter: credential.counter };
  });
}

function responseOf({ id, clientDataJSON, attestationObject }: CreatedCredential) {
  const response = { clientDataJSON, attestationObject: withoutStatement(attestationObject) };
  return { id, rawId: id, type: 'public-key' as const, clientExtensionResults: {}, response };
}

/**
 * We ask for no word of the maker, so none is read that comes all the same (WebAuthn Level 3 §6.5.4): to judge it, certificates
 * of a stranger's choice would be read, and what they point to be fetched.
 */
function withoutStatement(attestationObject: string): string {
  const authData = decodeAttestationObject(isoBase64URL.toBuffer(attestationObject)).get('authData');
  const parts: [string, string | Map<string, never> | typeof authData][] = [
    ['fmt', 'none'],
    ['attStmt', new Map<string, never>()],
    ['authData', authData],
  ];
  return isoBase64URL.fromBuffer(isoCBOR.encode(new Map(parts)));
}
