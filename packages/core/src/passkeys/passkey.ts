/** What is kept of a passkey; it lies sealed in its factor. */
export interface Passkey {
  /** Its id, base64url. */
  readonly id: string;
  /** In COSE, base64url. */
  readonly publicKey: string;
  /** How browsers reach its authenticator, by the words of WebAuthn. */
  readonly transports: readonly string[];
  /** `multiDevice` where it may be copied by its owner's own account, as between phones of one make. */
  readonly deviceType: 'singleDevice' | 'multiDevice';
  /** Whether it was copied, when it was last used. */
  readonly backedUp: boolean;
}

/** The text that is sealed. */
export function writePasskey({ id, publicKey, transports, deviceType, backedUp }: Passkey): string {
  return JSON.stringify({ id, publicKey, transports, deviceType, backedUp });
}

/** Reads what {@link writePasskey} wrote. */
export function readPasskey(text: string): Passkey {
  return JSON.parse(text) as Passkey;
}
