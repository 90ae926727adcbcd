import { type Amr, type Assurance, isAmr, METHODS, type Method } from '@countersign/core';

/**
 * Authentication context classes of ours: how far a token's holder has come. They claim no level of a standard, as text
 * messages alone reach none above NIST's AAL1 (63B-4 §2.2.2).
 */
export const ACR = {
  firstFactor: 'urn:countersign:acr:first-factor',
  secondFactor: 'urn:countersign:acr:second-factor',
} as const;

/** What a token host puts into its access token, beside what it puts there anyway. */
export interface AssuranceClaims {
  /** The account's id. */
  readonly sub: string;
  /** RFC 8176. */
  readonly amr: readonly Amr[];
  /** OpenID Connect Core §2; a class of {@link ACR}. */
  readonly acr: string;
  /** When the second factor was proved, seconds since 1970 (OpenID Connect Core §2); absent when only the first was. */
  readonly auth_time?: number;
  /** The subject's security epoch: a token of an older one counts for nothing (R38). */
  readonly countersign_epoch: number;
  /** When the first factor was proved, seconds since 1970, where that is known (R34). */
  readonly countersign_first?: number;
  /** How the second factor was proved: two methods may have one name in `amr`. */
  readonly countersign_method?: Method;
}

/** What was proved, as claims. The token must be signed: whoever could write them could sign in. */
export function assuranceClaims(assurance: Assurance): AssuranceClaims {
  const { subject, amr, method, verifiedAt, firstFactorAt, epoch } = assurance;
  const proved =
    verifiedAt === null
      ? { acr: ACR.firstFactor }
      : { acr: ACR.secondFactor, auth_time: Math.floor(verifiedAt / 1_000) };
  const known = {
    ...(firstFactorAt !== undefined && { countersign_first: Math.floor(firstFactorAt / 1_000) }),
    ...(method && { countersign_method: method }),
  };
  return { sub: subject, amr, ...proved, countersign_epoch: epoch, ...known };
}

/**
 * What the claims of a token prove, once its signature, issuer, audience and expiry have been checked; `undefined` for
 * claims that {@link assuranceClaims} did not make, which prove nothing.
 */
export function assuranceFromClaims(claims: unknown): Assurance | undefined {
  const given = (claims ?? {}) as Record<string, unknown>;
  const { sub, amr, acr, auth_time, countersign_epoch: epoch, countersign_method: method } = given;
  const { countersign_first: first } = given;
  if (typeof sub !== 'string' || !Array.isArray(amr) || !amr.every(isAmr)) return undefined;
  if (!Number.isSafeInteger(epoch)) return undefined;
  if (method !== undefined && !METHODS.includes(method as Method)) return undefined;
  const assurance = {
    subject: sub,
    amr,
    epoch: epoch as number,
    ...(method !== undefined && { method: method as Method }),
    ...(Number.isSafeInteger(first) && { firstFactorAt: (first as number) * 1_000 }),
  };
  if (acr === ACR.firstFactor) return { ...assurance, verifiedAt: null };
  const proved = acr === ACR.secondFactor && Number.isSafeInteger(auth_time);
  return proved ? { ...assurance, verifiedAt: (auth_time as number) * 1_000 } : undefined;
}
