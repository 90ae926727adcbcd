import type { IncomingHttpHeaders } from 'node:http';
import { SignInToken } from '@countersign/core';
import { parseCookie, stringifySetCookie } from 'cookie';
import { prefersBearer } from './negotiation.js';

/** How a token goes out: a `Set-Cookie` line, or a member of the JSON body. */
export interface Granted {
  readonly cookies: readonly string[];
  readonly token?: string;
}

/**
 * Carries the pending sign-in's token: in a cookie of its own, apart from the host's session, or as a bearer token for
 * clients that ask for it (R44, R80).
 */
export class Carrier {
  /** The cookie's name: with the `__Host-` prefix wherever cookies are secure. */
  readonly cookieName: string;

  /** @param secure - false only for plain http in development. */
  constructor(private readonly secure: boolean) {
    this.cookieName = secure ? '__Host-countersign' : 'countersign';
  }

  /**
   * The token that a client sent: as `Authorization: Bearer`, as `Countersign-Token` where the host's own bearer token has
   * that place, or as a cookie.
   */
  read(headers: IncomingHttpHeaders): string | undefined {
    const bearer = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
    if (SignInToken.parse(bearer)) return bearer;
    const own = headers['countersign-token'];
    if (own !== undefined) return String(own);
    return parseCookie(headers.cookie ?? '')[this.cookieName];
  }

  /** Gives a token to the client, in the way that it asks for. */
  grant(token: SignInToken, headers: IncomingHttpHeaders): Granted {
    if (prefersBearer(headers)) return { cookies: [], token: token.reveal() };
    return { cookies: [this.#line(token.reveal())] };
  }

  /** Takes the cookie back. */
  revoke(): Granted {
    return { cookies: [this.#line('', 0)] };
  }

  #line(value: string, maxAge?: number): string {
    const { secure, cookieName: name } = this;
    const lifetime = maxAge === undefined ? {} : { maxAge };
    return stringifySetCookie({ name, value, httpOnly: true, secure, sameSite: 'lax', path: '/', ...lifetime });
  }
}
