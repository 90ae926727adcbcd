import { type JWTPayload, jwtVerify, SignJWT } from 'jose';

/** What a ticket opens: each is good for that alone. */
export type TicketPurpose = 'magic-link' | 'invitation' | 'reset-password' | 'sso' | 'remember-me' | 'api';

/**
 * What stands for a link in a mail, the assertion of an identity provider, or an API token: a text that this host has
 * signed about an account.
 */
export function makeTicket(
  secret: string,
  purpose: TicketPurpose,
  email: string,
  claims: JWTPayload = {},
): Promise<string> {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(email)
    .setAudience(`ticket:${purpose}`)
    .setExpirationTime('10 minutes')
    .sign(keyOf(secret));
}

/** What a ticket says; `null` for one that was not signed here, has expired, or is for something else. */
export async function readTicket(secret: string, purpose: TicketPurpose, text: unknown): Promise<JWTPayload | null> {
  try {
    const { payload } = await jwtVerify(String(text), keyOf(secret), {
      audience: `ticket:${purpose}`,
      algorithms: ['HS256'],
    });
    return payload;
  } catch {
    return null;
  }
}

function keyOf(secret: string): Uint8Array {
  return new TextEncoder().encode(`tickets ${secret}`);
}
