import { generateKeyPairSync } from 'node:crypto';
import type { Assurance } from '@countersign/core';
import { assuranceClaims, assuranceFromClaims } from '@countersign/http';
import { jwtVerify, SignJWT } from 'jose';

/** Short: what a token opens stays open for as long, whatever becomes of its holder. */
export const ACCESS_TOKEN_SECONDS = 300;

/** Who holds an access token, and what was proved for it. */
export interface Holder {
  /** The account's id; of one who acts as another, the one who acts. */
  readonly subject: string;
  readonly assurance: Assurance | undefined;
  /** The account that the holder acts as. */
  readonly actsAs: string | undefined;
}

/** Access tokens: JWTs that this host signs, with what was proved in their claims. */
export class AccessTokens {
  readonly #keys = generateKeyPairSync('ed25519');

  /** @param issuer - the host's public origin. */
  constructor(private readonly issuer: string) {}

  /** Makes one. */
  sign(assurance: Assurance, actsAs?: string): Promise<string> {
    return new SignJWT({ ...assuranceClaims(assurance), ...(actsAs !== undefined && { acts_as: actsAs }) })
      .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt' })
      .setIssuer(this.issuer)
      .setAudience(this.issuer)
      .setIssuedAt()
      .setExpirationTime(`${ACCESS_TOKEN_SECONDS} s`)
      .sign(this.#keys.privateKey);
  }

  /** Whose it is; `null` for a text that is none of ours, or of an earlier time. */
  async holder(authorization: string | undefined): Promise<Holder | null> {
    const token = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
    if (token === undefined) return null;
    try {
      const { payload } = await jwtVerify<{ acts_as?: string }>(token, this.#keys.publicKey, {
        ...{ issuer: this.issuer, audience: this.issuer, typ: 'at+jwt', algorithms: ['EdDSA'] },
      });
      return { subject: String(payload.sub), assurance: assuranceFromClaims(payload), actsAs: payload.acts_as };
    } catch {
      return null;
    }
  }
}
