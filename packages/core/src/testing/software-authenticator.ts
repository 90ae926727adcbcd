import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isoCBOR } from '@simplewebauthn/server/helpers';
import type { PasskeyOptions } from '../passkeys/options.js';

/** What an answer says otherwise than it should, for tests of those who lie. */
export interface Lie {
  readonly origin?: string;
  readonly rpId?: string;
  readonly challenge?: string;
  readonly type?: string;
  /** The page asks from another page's frame. */
  readonly crossOrigin?: boolean;
  /** The count of signatures that it claims. */
  readonly counter?: number;
  /** Answers by this one of its credentials. @defaultValue the first that it is asked for and has */
  readonly id?: string;
}

/** Bits of the authenticator data (WebAuthn Level 3 §6.1). */
const FLAGS = { present: 0x01, verified: 0x04, syncs: 0x18, attested: 0x40 } as const;

const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');
const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest();

/** A browser with a security key in it, for tests: its answers are as `PublicKeyCredential.toJSON()` writes them. */
export class SoftwareAuthenticator {
  readonly #keys = new Map<string, KeyObject>();
  /** Signatures so far. A passkey that syncs counts none. */
  counter = 0;

  /**
   * @param origin - of the page that asks.
   * @param syncs - whether its passkeys can be copied by their owner's own account.
   */
  constructor(
    readonly origin: string,
    readonly syncs = false,
  ) {}

  /** The ids of its credentials, oldest first. */
  get ids(): readonly string[] {
    return [...this.#keys.keys()];
  }

  /** `navigator.credentials.create()`, with ES256. */
  create(options: PasskeyOptions, lie: Lie = {}) {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const id = lie.id ?? base64url(randomBytes(32));
    this.#keys.set(id, privateKey);
    const rpId = 'rp' in options ? (options.rp.id ?? '') : '';
    const authData = Buffer.concat([this.#data(rpId, lie, FLAGS.attested), credentialData(id, publicKey)]);
    const attestation: [string, string | Map<string, never> | Uint8Array][] = [
      ['fmt', 'none'],
      ['attStmt', new Map<string, never>()],
      ['authData', new Uint8Array(authData)],
    ];
    const attestationObject = base64url(isoCBOR.encode(new Map(attestation)));
    const clientDataJSON = this.#clientData('webauthn.create', options, lie);
    return answer(id, { clientDataJSON, attestationObject, transports: ['usb'] });
  }

  /** `navigator.credentials.get()`. @throws TypeError where it has none of the credentials that it is asked for. */
  get(options: PasskeyOptions, lie: Lie = {}) {
    const asked = 'allowCredentials' in options ? (options.allowCredentials ?? []) : [];
    const id = lie.id ?? asked.find((each) => this.#keys.has(each.id))?.id ?? '';
    const key = this.#keys.get(id);
    if (!key) throw new TypeError('This authenticator has none of these credentials');
    const authData = this.#data('rpId' in options ? (options.rpId ?? '') : '', lie);
    const clientDataJSON = this.#clientData('webauthn.get', options, lie);
    const signed = Buffer.concat([authData, sha256(Buffer.from(clientDataJSON, 'base64url'))]);
    const signature = base64url(sign('sha256', signed, key));
    return answer(id, { clientDataJSON, authenticatorData: base64url(authData), signature });
  }

  #data(rpId: string, lie: Lie, more = 0): Buffer {
    if (!this.syncs) this.counter += 1;
    const bytes = Buffer.alloc(37);
    sha256(lie.rpId ?? rpId).copy(bytes);
    bytes.writeUInt8(FLAGS.present | FLAGS.verified | (this.syncs ? FLAGS.syncs : 0) | more, 32);
    bytes.writeUInt32BE(lie.counter ?? this.counter, 33);
    return bytes;
  }

  #clientData(type: string, { challenge }: PasskeyOptions, lie: Lie): string {
    const said = { type, challenge, origin: this.origin, crossOrigin: false, ...lie };
    const { type: kind, challenge: signed, origin, crossOrigin } = said;
    return base64url(Buffer.from(JSON.stringify({ type: kind, challenge: signed, origin, crossOrigin })));
  }
}

/** What new credentials say of themselves: no maker's id, the id and the key in COSE (RFC 9053 §7.1.1). */
function credentialData(id: string, publicKey: KeyObject): Buffer {
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const coordinate = (text: string) => new Uint8Array(Buffer.from(text, 'base64url'));
  const key: [number, number | Uint8Array][] = [
    ...([
      [1, 2],
      [3, -7],
      [-1, 1],
    ] as [number, number][]),
    ...([
      [-2, coordinate(x)],
      [-3, coordinate(y)],
    ] as [number, Uint8Array][]),
  ];
  const bytes = Buffer.from(id, 'base64url');
  const length = Buffer.from([bytes.length >> 8, bytes.length & 0xff]);
  return Buffer.concat([Buffer.alloc(16), length, bytes, isoCBOR.encode(new Map(key))]);
}

function answer<Response extends object>(id: string, response: Response) {
  const rest = { type: 'public-key', authenticatorAttachment: 'cross-platform', clientExtensionResults: {} } as const;
  return { id, rawId: id, response, ...rest };
}
