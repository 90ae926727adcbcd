import type { Config } from '../config.js';

/** The session cookie: bound to this host on https, gone when the browser closes. */
export function sessionCookie({ https }: Config) {
  return {
    name: https ? '__Host-session' : 'session',
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure: https,
  } as const;
}
