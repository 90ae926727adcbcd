import type { IncomingHttpHeaders } from 'node:http';
import { type KeptDevice, SignInToken } from '@countersign/core';
import { parseCookie, stringifySetCookie } from 'cookie';
import { prefersBearer } from './negotiation.js';

/** Of so many accounts a browser keeps a mark. */
const MOST_MARKS = 3;
/** As long as a mark is good for: 90 days. */
const DAY_SECONDS = 86_400;
const MARK_SECONDS = 90 * DAY_SECONDS;

/** Of so many accounts a browser keeps what makes it trusted. */
const MOST_DEVICES = 3;

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
  /** That of the cookie by which a browser is known again. */
  readonly markName: string;
  /** That of the one cookie by which a browser is trusted. */
  readonly deviceName: string;

  /** @param secure - false only for plain http in development. */
  constructor(private readonly secure: boolean) {
    this.cookieName = secure ? '__Host-countersign' : 'countersign';
    this.markName = `${this.cookieName}-known`;
    this.deviceName = `${this.cookieName}-device`;
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

  /** The marks of a browser that may be known; nothing in them is believed here. */
  marks({ cookie }: IncomingHttpHeaders): readonly string[] {
    const marks = parseCookie(cookie ?? '')[this.markName]?.split('~') ?? [];
    return marks.slice(0, MOST_MARKS);
  }

  /** Has a browser keep a mark, beside those of others who sign in with it. A client with a bearer token keeps none. */
  mark(mark: string | null, headers: IncomingHttpHeaders): readonly string[] {
    if (mark === null || prefersBearer(headers)) return [];
    const marks = [mark, ...this.marks(headers)].slice(0, MOST_MARKS);
    return [this.#line(marks.join('~'), MARK_SECONDS, this.markName)];
  }

  /** What makes a browser trusted, of each account; nothing in it is believed here. */
  devices({ cookie }: IncomingHttpHeaders): readonly string[] {
    const devices = parseCookie(cookie ?? '')[this.deviceName]?.split('~') ?? [];
    return devices.slice(0, MOST_DEVICES);
  }

  /**
   * Has a browser keep what makes it trusted from here on, in place of what it kept of the same device, and beside that of
   * other accounts. How long it keeps it is a courtesy: the server counts the days (R51).
   * @param days - how long the others may have to be kept.
   */
  keepDevice({ token, expiresInSeconds }: KeptDevice, days: number, headers: IncomingHttpHeaders): readonly string[] {
    const others = this.devices(headers).filter((value) => !value.startsWith(`${token.id}.`));
    const devices = [token.reveal(), ...others].slice(0, MOST_DEVICES);
    const seconds = devices.length === 1 ? expiresInSeconds : days * DAY_SECONDS;
    return [this.#line(devices.join('~'), seconds, this.deviceName)];
  }

  #line(value: string, maxAge?: number, name = this.cookieName): string {
    const { secure } = this;
    const lifetime = maxAge === undefined ? {} : { maxAge };
    return stringifySetCookie({ name, value, httpOnly: true, secure, sameSite: 'lax', path: '/', ...lifetime });
  }
}
