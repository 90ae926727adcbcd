import type { ResolvedOptions } from '../resolve-options.js';

/** Whom passkeys are for (WebAuthn Level 3 §4, Relying Party): a passkey of another host name is none of ours. */
export interface RelyingParty {
  /** The host name of `publicUrl`. */
  readonly id: string;
  /** The service's name, as browsers show it. */
  readonly name: string;
  /** The one origin whose pages may ask for one. */
  readonly origin: string;
}

/** The host, as authenticators know it. */
export function relyingPartyOf<User>({
  host,
  issuer,
  publicUrl,
}: Pick<ResolvedOptions<User>, 'host' | 'issuer' | 'publicUrl'>): RelyingParty {
  return { id: host, name: issuer, origin: new URL(publicUrl).origin };
}
