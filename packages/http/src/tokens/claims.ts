import { type Amr, type Assurance, isAmr, METHODS } from '@countersign/core';

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
  /**
   * By which method of ours the second factor was proved last, as `sms`, or by which it was when the device was trusted; absent
   * when only the first was.
   */
  readonly countersign_method?: string;
  /** Names that proof: approvals are tied to it (R69). Absent when only the first factor was proved. */
  readonly countersign_proof?: string;
  /** That a trusted device stood in for the second factor: the class is that of the first, as no second one was proved (R54). */
  readonly countersign_trusted_device?: true;
}

/** What was proved, as claims. The token must be signed: whoever could write them could sign in. */
export function assuranceClaims({ subject, amr, epoch, ...assurance }: Assurance): AssuranceClaims {
  const { method, verifiedAt, firstFactorAt, proof, trustedDevice } = assurance;
  const first = firstFactorAt !== undefined && { countersign_first: Math.floor(firstFactorAt / 1_000) };
  const claims = { sub: subject, amr, countersign_epoch: epoch, ...first };
  if (verifiedAt === null) {
    const trusted = trustedDevice === true && { countersign_trusted_device: true as const, ...ofMethod(method) };
    return { ...claims, acr: ACR.firstFactor, ...trusted };
  }
  const proved = { acr: ACR.secondFactor, auth_time: Math.floor(verifiedAt / 1_000) };
  return { ...claims, ...proved, ...ofMethod(method), ...(proof !== undefined && { countersign_proof: proof }) };
}

function ofMethod(method: Assurance['method']) {
  return method && { countersign_method: method };
}

/**
 * What the claims of a token prove, once its signature, issuer, audience and expiry have been checked; `undefined` for
 * claims that {@link assuranceClaims} did not make, which prove nothing.
 */
export function assuranceFromClaims(claims: unknown): Assurance | undefined {
  const given = (claims ?? {}) as Record<string, unknown>;
  const { sub, amr, acr, auth_time, countersign_epoch: epoch, countersign_first: first } = given;
  if (typeof sub !== 'string' || !Array.isArray(amr) || !amr.every(isAmr)) return undefined;
  if (!Number.isSafeInteger(epoch)) return undefined;
  const known = Number.isSafeInteger(first) && { firstFactorAt: (first as number) * 1_000 };
  const assurance = { subject: sub, amr, epoch: epoch as number, ...known };
  const { method, proof } = lastProof(given);
  if (acr === ACR.firstFactor) {
    const trusted = given.countersign_trusted_device === true;
    return { ...assurance, verifiedAt: null, ...(trusted && { trustedDevice: true, ...method }) };
  }
  if (acr !== ACR.secondFactor || !Number.isSafeInteger(auth_time)) return undefined;
  return { ...assurance, verifiedAt: (auth_time as number) * 1_000, ...method, ...proof };
}

/** What is not as we write it is left out, and counts for nothing. */
function lastProof(claims: { readonly countersign_method?: unknown; readonly countersign_proof?: unknown }) {
  const method = METHODS.find((each) => each === claims.countersign_method);
  const { countersign_proof: proof } = claims;
  return { method: method && { method }, proof: typeof proof === 'string' ? { proof } : undefined };
}
