import type { Amr, Exempt } from '@countersign/core';
import type { NodeStyleRequest, WebRequest } from './web-request.js';

/** What an exemption may look at. */
export interface ExemptionContext<User> {
  readonly user: User;
  /** What the first factor of this log-in, or of this session, has proved; nothing for a session that is out of date. */
  readonly amr: readonly Amr[];
  /** The framework's own request. An address or a header of the client's is no reason to exempt anyone (R71). */
  readonly request: NodeStyleRequest;
}

/**
 * Frees a kind of credential from the second step: an API token, a sign-on whose provider has proved two factors. Only
 * `true` frees; a function that throws frees nobody. Nobody is freed from a step-up.
 */
export type Exemption<User> = (context: ExemptionContext<User>) => boolean;

/** Exemptions by the names under which they are told: in the report at the start, and in events. */
export type Exemptions<User> = Readonly<Record<string, Exemption<User>>>;

/** The exemptions as the rules ask for them. */
export function exemptIn<User>(
  exemptions: Exemptions<User>,
  { source: request }: WebRequest<User>,
  user: User,
): Exempt | undefined {
  const entries = Object.entries(exemptions);
  if (entries.length === 0) return undefined;
  return (amr) => entries.find(([, exemption]) => isTrue(() => exemption({ user, amr, request })))?.[0];
}

function isTrue(ask: () => boolean): boolean {
  try {
    return ask() === true;
  } catch {
    return false;
  }
}
