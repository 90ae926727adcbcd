import { SecondFactorError } from '../errors.js';

/** A new credential, as `PublicKeyCredential.toJSON()` gives it (WebAuthn Level 3 §5.1): what of it is read here. */
export interface CreatedCredential {
  readonly id: string;
  readonly clientDataJSON: string;
  readonly attestationObject: string;
  readonly transports: readonly string[];
}

/** A signature by one. */
export interface SignedCredential {
  readonly id: string;
  readonly clientDataJSON: string;
  readonly authenticatorData: string;
  readonly signature: string;
}

/** Base64url of 1023 bytes, the longest id there is (WebAuthn Level 3 §4, Credential ID). */
const LONGEST_ID = 1_364;
/** Base64url characters of any other part: none is as long. */
const LONGEST_PART = 6_144;

/** Those that are registered (WebAuthn Level 3 §5.8.4). */
const TRANSPORTS = ['ble', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'];

/** @throws SecondFactorError `bad_request` for what no browser gives: it is not evaluated, and not charged (R18). */
export function readCreated(given: unknown): CreatedCredential {
  const { id, response } = partsOf(given);
  const { transports } = response;
  return {
    id,
    clientDataJSON: base64url(response.clientDataJSON),
    attestationObject: base64url(response.attestationObject),
    transports: Array.isArray(transports) ? TRANSPORTS.filter((each) => transports.includes(each)) : [],
  };
}

/** @throws SecondFactorError `bad_request` as {@link readCreated}. */
export function readSigned(given: unknown): SignedCredential {
  const { id, response } = partsOf(given);
  return {
    id,
    clientDataJSON: base64url(response.clientDataJSON),
    authenticatorData: base64url(response.authenticatorData),
    signature: base64url(response.signature),
  };
}

/** Browsers say more, and will say more still: nothing but what is named here goes any further. */
function partsOf(given: unknown): { readonly id: string; readonly response: Readonly<Record<string, unknown>> } {
  const { id, rawId, type, response } = recordOf(given);
  if (type !== 'public-key' || id !== rawId) throw malformed();
  return { id: base64url(id, LONGEST_ID), response: recordOf(response) };
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw malformed();
  return value as Readonly<Record<string, unknown>>;
}

function base64url(value: unknown, longest = LONGEST_PART): string {
  if (typeof value === 'string' && value.length <= longest && /^[\w-]+$/.test(value)) return value;
  throw malformed();
}

function malformed(): SecondFactorError {
  return new SecondFactorError('bad_request', { details: ['credential: must be what the browser gave'] });
}
