import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server';
import { cose } from '@simplewebauthn/server/helpers';
import type { Passkey } from './passkey.js';
import type { RelyingParty } from './relying-party.js';

/** What a browser is to be asked for: a new passkey, or a signature by one of those that there are. */
export type PasskeyOptions = PublicKeyCredentialCreationOptionsJSON | PublicKeyCredentialRequestOptionsJSON;

/** The keys that are taken. Those of lattices are longer than a request may be. */
export const ALGORITHMS: number[] = [cose.COSEALG.ES256, cose.COSEALG.EdDSA, cose.COSEALG.RS256];

/** What both kinds of options say. */
interface Asked {
  readonly rp: RelyingParty;
  /** 256 bits, base64url. */
  readonly challenge: string;
  /** The subject's own. */
  readonly passkeys: readonly Passkey[];
  /** How long the browser may wait. */
  readonly seconds: number;
}

/** Whose passkey it will be. */
export interface Owner {
  /** 256 bits, base64url: authenticators keep it, so it says nothing of the account. */
  readonly handle: string;
  /** What the browser and the authenticator call the account. */
  readonly label: string;
}

/** For `navigator.credentials.create()`: none that the subject has already, and no word of the maker (attestation `none`). */
export function creationOptions({ rp, challenge, passkeys, seconds }: Asked, owner: Owner): Promise<PasskeyOptions> {
  return generateRegistrationOptions({
    ...{ rpID: rp.id, rpName: rp.name, challenge: bytes(challenge), timeout: seconds * 1_000, attestationType: 'none' },
    ...{ userID: bytes(owner.handle), userName: owner.label, userDisplayName: owner.label },
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
    excludeCredentials: passkeys.map(described),
    supportedAlgorithmIDs: ALGORITHMS,
  });
}

/** For `navigator.credentials.get()`: one of the subject's own. */
export function requestOptions({ rp, challenge, passkeys, seconds }: Asked): Promise<PasskeyOptions> {
  return generateAuthenticationOptions({
    ...{ rpID: rp.id, challenge: bytes(challenge), timeout: seconds * 1_000, userVerification: 'preferred' },
    allowCredentials: passkeys.map(described),
  });
}

function described({ id, transports }: Passkey): { id: string; transports: string[] } {
  return { id, transports: [...transports] };
}

function bytes(text: string) {
  return Buffer.from(text, 'base64url');
}
