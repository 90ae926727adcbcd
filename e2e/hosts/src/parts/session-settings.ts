import { createHmac } from 'node:crypto';
import type { Settings } from './settings.js';

/** How a host's own session is kept in a browser. */
export interface SessionSettings {
  readonly name: string;
  readonly secret: string;
  readonly cookie: { readonly httpOnly: true; readonly sameSite: 'lax'; readonly path: '/'; readonly secure: boolean };
}

/** Bound to this host on https, gone when the browser closes. */
export function sessionSettings({ https, secret }: Settings): SessionSettings {
  return {
    name: https ? '__Host-session' : 'session',
    secret: createHmac('sha256', secret).update('hosts/session').digest('base64url'),
    cookie: { httpOnly: true, sameSite: 'lax', path: '/', secure: https },
  };
}
